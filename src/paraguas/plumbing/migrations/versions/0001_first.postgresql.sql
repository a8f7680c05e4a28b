CREATE TABLE actors (
	actor_id UUID NOT NULL,
	code VARCHAR(64) NOT NULL,
	name VARCHAR(120) NOT NULL,
	role VARCHAR(12) NOT NULL,
	place_id UUID,
	languages TEXT NOT NULL,
	skills TEXT NOT NULL,
	authority_minor TEXT NOT NULL,
	PRIMARY KEY (actor_id),
	UNIQUE (code)
);

CREATE TABLE api_keys (
	key_id UUID NOT NULL,
	key_hash VARCHAR(64) NOT NULL,
	actor_id UUID NOT NULL,
	scopes TEXT NOT NULL,
	door VARCHAR(24) NOT NULL,
	place_id UUID,
	issued_at BIGINT NOT NULL,
	revoked_at BIGINT,
	PRIMARY KEY (key_id),
	UNIQUE (key_hash)
);

CREATE TABLE appointments (
	order_id UUID NOT NULL,
	appointment_id UUID NOT NULL,
	line_no SMALLINT NOT NULL,
	place_id UUID NOT NULL,
	staff_id UUID NOT NULL,
	skill VARCHAR(40) NOT NULL,
	start_at BIGINT NOT NULL,
	end_at BIGINT NOT NULL,
	goods_ready_at BIGINT NOT NULL,
	status VARCHAR(12) NOT NULL,
	moves SMALLINT NOT NULL,
	PRIMARY KEY (order_id, appointment_id)
);

CREATE INDEX appointments_at_place ON appointments (place_id, start_at);

CREATE UNIQUE INDEX appointments_one_a_line ON appointments (order_id, line_no) WHERE status = 'booked';

CREATE TABLE approvals (
	order_id UUID NOT NULL,
	approval_no SMALLINT NOT NULL,
	kind VARCHAR(12) NOT NULL,
	change_no SMALLINT,
	basis VARCHAR(64),
	amount_minor BIGINT NOT NULL,
	currency VARCHAR(3) NOT NULL,
	reason TEXT NOT NULL,
	asked_at BIGINT NOT NULL,
	asked_by VARCHAR(80) NOT NULL,
	state VARCHAR(12) NOT NULL,
	decided_at BIGINT,
	decided_by VARCHAR(80),
	word TEXT,
	PRIMARY KEY (order_id, approval_no)
);

CREATE INDEX approvals_waiting ON approvals (asked_at) WHERE state = 'waiting';

CREATE TABLE backorder_holds (
	sku_id UUID NOT NULL,
	pool_id UUID NOT NULL,
	basket_id UUID NOT NULL,
	quantity BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,
	PRIMARY KEY (sku_id, pool_id, basket_id)
);

CREATE INDEX backorder_holds_by_basket ON backorder_holds (basket_id);

CREATE TABLE backorder_pools (
	sku_id UUID NOT NULL,
	pool_id UUID NOT NULL,
	place_id UUID NOT NULL,
	market VARCHAR(24) NOT NULL,
	units BIGINT NOT NULL,
	taken BIGINT NOT NULL,
	expected_on VARCHAR(10),
	PRIMARY KEY (sku_id, pool_id)
);

CREATE INDEX backorder_pools_by_id ON backorder_pools (pool_id);

CREATE TABLE backorder_terms (
	sku_id UUID NOT NULL,
	market VARCHAR(24) NOT NULL,
	against_supply BOOLEAN NOT NULL,
	cap BIGINT NOT NULL,
	place_id UUID,
	lead_days INTEGER NOT NULL,
	available_on VARCHAR(10),
	authorise VARCHAR(12) NOT NULL,
	PRIMARY KEY (sku_id, market)
);

CREATE TABLE backorders (
	order_id UUID NOT NULL,
	waiting_no SMALLINT NOT NULL,
	group_no SMALLINT NOT NULL,
	line_no SMALLINT NOT NULL,
	sku_id UUID NOT NULL,
	place_id UUID NOT NULL,
	market VARCHAR(24) NOT NULL,
	pool_id UUID NOT NULL,
	quantity BIGINT NOT NULL,
	asked_at BIGINT NOT NULL,
	promised_at BIGINT NOT NULL,
	state VARCHAR(12) NOT NULL,
	ended_at BIGINT,
	PRIMARY KEY (order_id, waiting_no)
);

CREATE INDEX backorders_waiting ON backorders (sku_id, place_id, asked_at) WHERE state = 'waiting';

CREATE TABLE baskets (
	basket_id UUID NOT NULL,
	version INTEGER NOT NULL,
	status VARCHAR(12) NOT NULL,
	channel VARCHAR(24) NOT NULL,
	market VARCHAR(24) NOT NULL,
	owner VARCHAR(64) NOT NULL,
	token UUID NOT NULL,
	opened_at BIGINT NOT NULL,
	changed_at BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,
	order_id UUID,
	body BYTEA NOT NULL,
	seal BYTEA NOT NULL,
	PRIMARY KEY (basket_id)
);

CREATE TABLE blind_returns (
	place_id UUID NOT NULL,
	return_id UUID NOT NULL,
	number VARCHAR(16) NOT NULL,
	sku_id UUID NOT NULL,
	units INTEGER NOT NULL,
	currency VARCHAR(3) NOT NULL,
	amount_minor BIGINT NOT NULL,
	disposition VARCHAR(12) NOT NULL,
	holder_id UUID NOT NULL,
	ruling TEXT NOT NULL,
	at BIGINT NOT NULL,
	actor VARCHAR(64) NOT NULL,
	reason TEXT NOT NULL,
	PRIMARY KEY (place_id, return_id)
);

CREATE TABLE boxes (
	order_id UUID NOT NULL,
	fulfilment_id UUID NOT NULL,
	box_no SMALLINT NOT NULL,
	lines TEXT NOT NULL,
	weight_g INTEGER,
	sscc VARCHAR(18),
	PRIMARY KEY (order_id, fulfilment_id, box_no)
);

CREATE TABLE bucket_leases (
	bucket SMALLINT NOT NULL,
	owner VARCHAR(40) NOT NULL,
	until BIGINT NOT NULL,
	PRIMARY KEY (bucket)
);

CREATE TABLE change_sets (
	order_id UUID NOT NULL,
	change_no SMALLINT NOT NULL,
	version INTEGER NOT NULL,
	status VARCHAR(12) NOT NULL,
	reason TEXT NOT NULL,
	changes TEXT NOT NULL,
	opened_at BIGINT NOT NULL,
	opened_by VARCHAR(64) NOT NULL,
	expires_at BIGINT NOT NULL,
	closed_at BIGINT,
	closed_by VARCHAR(64),
	basis VARCHAR(64),
	difference_minor BIGINT,
	PRIMARY KEY (order_id, change_no)
);

CREATE TABLE channels (
	code VARCHAR(24) NOT NULL,
	kind VARCHAR(12) NOT NULL,
	name VARCHAR(120) NOT NULL,
	hold_minutes INTEGER NOT NULL,
	staffed BOOLEAN NOT NULL,
	on_site BOOLEAN NOT NULL,
	PRIMARY KEY (code)
);

CREATE TABLE chores (
	chore_id UUID NOT NULL,
	bucket SMALLINT NOT NULL,
	due_at BIGINT NOT NULL,
	kind VARCHAR(60) NOT NULL,
	subject_id UUID NOT NULL,
	attempts SMALLINT NOT NULL,
	problem TEXT,
	body TEXT NOT NULL,
	PRIMARY KEY (chore_id, bucket)
);

CREATE INDEX chores_due ON chores (due_at, bucket);

CREATE INDEX chores_subject ON chores (subject_id);

CREATE TABLE claims (
	order_id UUID NOT NULL,
	claim_id UUID NOT NULL,
	number VARCHAR(16) NOT NULL,
	version INTEGER NOT NULL,
	state VARCHAR(12) NOT NULL,
	entity_id UUID NOT NULL,
	currency VARCHAR(3) NOT NULL,
	door VARCHAR(24) NOT NULL,
	opened_at BIGINT NOT NULL,
	opened_by VARCHAR(64) NOT NULL,
	line_no INTEGER NOT NULL,
	sku_id UUID NOT NULL,
	units INTEGER NOT NULL,
	defect VARCHAR(24) NOT NULL,
	what TEXT NOT NULL,
	wish VARCHAR(12) NOT NULL,
	guarantee TEXT NOT NULL,
	until_on VARCHAR(10) NOT NULL,
	override TEXT,
	place_id UUID,
	repairer TEXT,
	tracking VARCHAR(120),
	received_at BIGINT,
	ended_at BIGINT,
	ended_because TEXT,
	given_minor BIGINT NOT NULL,
	return_id UUID,
	PRIMARY KEY (order_id, claim_id)
);

CREATE INDEX claims_by_id ON claims (claim_id);

CREATE INDEX claims_by_number ON claims (number);

CREATE INDEX claims_by_place ON claims (place_id, claim_id);

CREATE INDEX claims_by_state ON claims (state, claim_id);

CREATE TABLE compensation_rules (
	market VARCHAR(24) NOT NULL,
	version INTEGER NOT NULL,
	body TEXT NOT NULL,
	saved_at BIGINT NOT NULL,
	saved_by VARCHAR(80) NOT NULL,
	reason VARCHAR(200) NOT NULL,
	PRIMARY KEY (market, version)
);

CREATE TABLE compensations (
	order_id UUID NOT NULL,
	promise_no SMALLINT NOT NULL,
	kind VARCHAR(12) NOT NULL,
	cause VARCHAR(40) NOT NULL,
	late BIGINT NOT NULL,
	market VARCHAR(24) NOT NULL,
	version INTEGER NOT NULL,
	rule_no SMALLINT NOT NULL,
	amount_minor BIGINT NOT NULL,
	currency VARCHAR(3) NOT NULL,
	credit_id UUID NOT NULL,
	card_id UUID NOT NULL,
	granted_at BIGINT NOT NULL,
	PRIMARY KEY (order_id, promise_no),
	CONSTRAINT compensation_above_zero CHECK (amount_minor > 0)
);

CREATE TABLE count_lines (
	place_id UUID NOT NULL,
	count_id UUID NOT NULL,
	sku_id UUID NOT NULL,
	counted BIGINT,
	expected BIGINT,
	counted_at BIGINT,
	counted_by VARCHAR(64),
	short BIGINT NOT NULL,
	PRIMARY KEY (place_id, count_id, sku_id)
);

CREATE TABLE counts (
	place_id UUID NOT NULL,
	count_id UUID NOT NULL,
	number VARCHAR(16) NOT NULL,
	whole BOOLEAN NOT NULL,
	state VARCHAR(12) NOT NULL,
	version INTEGER NOT NULL,
	at BIGINT NOT NULL,
	opened_by VARCHAR(64) NOT NULL,
	closed_at BIGINT,
	closed_by VARCHAR(64),
	reason TEXT,
	PRIMARY KEY (place_id, count_id)
);

CREATE INDEX counts_by_id ON counts (count_id);

CREATE TABLE coupon_uses (
	coupon_id UUID NOT NULL,
	holder_id UUID NOT NULL,
	use_no SMALLINT NOT NULL,
	order_id UUID NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (coupon_id, holder_id, use_no)
);

CREATE TABLE coupons (
	coupon_id UUID NOT NULL,
	code VARCHAR(60) NOT NULL,
	promotion VARCHAR(40) NOT NULL,
	uses INTEGER,
	per_person INTEGER,
	expires_at BIGINT,
	used INTEGER NOT NULL,
	issued_at BIGINT NOT NULL,
	PRIMARY KEY (coupon_id),
	CONSTRAINT coupon_not_overused CHECK (used >= 0 AND (uses IS NULL OR used <= uses))
);

CREATE INDEX coupons_by_promotion ON coupons (promotion, coupon_id);

CREATE TABLE customer_blocks (
	block_key UUID NOT NULL,
	position SMALLINT NOT NULL,
	record_id UUID,
	initials VARCHAR(2) NOT NULL,
	PRIMARY KEY (block_key, position)
);

CREATE INDEX customer_blocks_record ON customer_blocks (record_id);

CREATE TABLE customer_households (
	household_key UUID NOT NULL,
	record_id UUID NOT NULL,
	PRIMARY KEY (household_key, record_id)
);

CREATE INDEX customer_households_record ON customer_households (record_id);

CREATE TABLE customer_links (
	link_id UUID NOT NULL,
	left_id UUID NOT NULL,
	right_id UUID NOT NULL,
	kind VARCHAR(8) NOT NULL,
	by_whom VARCHAR(8) NOT NULL,
	weight_millibits INTEGER NOT NULL,
	rank UUID,
	evidence TEXT NOT NULL,
	reason TEXT NOT NULL,
	actor VARCHAR(64) NOT NULL,
	at BIGINT NOT NULL,
	retracted_at BIGINT,
	retracted_by VARCHAR(64),
	PRIMARY KEY (link_id)
);

CREATE INDEX customer_links_left ON customer_links (left_id);

CREATE INDEX customer_links_review ON customer_links (weight_millibits, link_id) WHERE kind = 'possible' AND retracted_at IS NULL;

CREATE INDEX customer_links_right ON customer_links (right_id);

CREATE TABLE customer_records (
	record_id UUID NOT NULL,
	person_id UUID NOT NULL,
	version INTEGER NOT NULL,
	source_key UUID NOT NULL,
	source VARCHAR(16) NOT NULL,
	system VARCHAR(40) NOT NULL,
	at BIGINT NOT NULL,
	sealed BYTEA NOT NULL,
	erased_at BIGINT,
	PRIMARY KEY (record_id)
);

CREATE INDEX customer_records_person ON customer_records (person_id);

CREATE TABLE customer_seals (
	record_id UUID NOT NULL,
	seal BYTEA NOT NULL,
	PRIMARY KEY (record_id)
);

CREATE TABLE customer_sources (
	source_key UUID NOT NULL,
	record_id UUID NOT NULL,
	content_key UUID NOT NULL,
	PRIMARY KEY (source_key)
);

CREATE TABLE customer_suppressions (
	point_key UUID NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (point_key)
);

CREATE TABLE door_differences (
	difference_id UUID NOT NULL,
	terms TEXT NOT NULL,
	PRIMARY KEY (difference_id)
);

CREATE TABLE drawer_entries (
	place_id UUID NOT NULL,
	session_id UUID NOT NULL,
	entry_no INTEGER NOT NULL,
	kind VARCHAR(12) NOT NULL,
	amount_minor BIGINT NOT NULL,
	at BIGINT NOT NULL,
	actor VARCHAR(64) NOT NULL,
	reason TEXT,
	order_id UUID,
	transaction_no SMALLINT,
	PRIMARY KEY (place_id, session_id, entry_no)
);

CREATE UNIQUE INDEX drawer_entries_once ON drawer_entries (place_id, order_id, transaction_no);

CREATE TABLE drawer_limits (
	currency VARCHAR(3) NOT NULL,
	alone_minor BIGINT NOT NULL,
	PRIMARY KEY (currency)
);

CREATE TABLE drawer_sessions (
	place_id UUID NOT NULL,
	till VARCHAR(24) NOT NULL,
	session_no INTEGER NOT NULL,
	session_id UUID NOT NULL,
	currency VARCHAR(3) NOT NULL,
	float_minor BIGINT NOT NULL,
	state VARCHAR(12) NOT NULL,
	version INTEGER NOT NULL,
	opened_at BIGINT NOT NULL,
	opened_by VARCHAR(64) NOT NULL,
	alone_minor BIGINT NOT NULL,
	counted_at BIGINT,
	counted_by VARCHAR(64),
	pieces TEXT,
	counted_minor BIGINT,
	expected_minor BIGINT,
	closed_at BIGINT,
	closed_by VARCHAR(64),
	reason TEXT,
	PRIMARY KEY (place_id, till, session_no)
);

CREATE INDEX drawer_sessions_by_id ON drawer_sessions (session_id);

CREATE INDEX drawer_sessions_opened ON drawer_sessions (place_id, opened_at);

CREATE TABLE entities (
	entity_id UUID NOT NULL,
	code VARCHAR(40) NOT NULL,
	name VARCHAR(120) NOT NULL,
	country VARCHAR(2) NOT NULL,
	currency VARCHAR(3) NOT NULL,
	tax_number VARCHAR(40) NOT NULL,
	zone VARCHAR(40) NOT NULL,
	address TEXT NOT NULL,
	invoice_series VARCHAR(20) NOT NULL,
	tax_registrations TEXT NOT NULL,
	distance_scheme BOOLEAN NOT NULL,
	exporter_number VARCHAR(40) NOT NULL,
	PRIMARY KEY (entity_id),
	UNIQUE (code)
);

CREATE TABLE exception_owners (
	subject_id UUID NOT NULL,
	kind VARCHAR(16) NOT NULL,
	owner VARCHAR(64),
	at BIGINT NOT NULL,
	PRIMARY KEY (subject_id, kind)
);

CREATE TABLE facts (
	stream_id UUID NOT NULL,
	fact_id UUID NOT NULL,
	name VARCHAR(60) NOT NULL,
	at BIGINT NOT NULL,
	door VARCHAR(24) NOT NULL,
	actor VARCHAR(64) NOT NULL,
	assisted_by VARCHAR(64),
	on_behalf_of VARCHAR(64),
	reason TEXT,
	handling_seconds INTEGER,
	body TEXT NOT NULL,
	PRIMARY KEY (stream_id, fact_id)
);

CREATE TABLE feed_closings (
	place_id UUID NOT NULL,
	feed VARCHAR(40) NOT NULL,
	closing_id UUID NOT NULL,
	sku_id UUID NOT NULL,
	sequence BIGINT NOT NULL,
	difference BIGINT NOT NULL,
	outcome VARCHAR(12) NOT NULL,
	reason TEXT NOT NULL,
	at BIGINT NOT NULL,
	actor VARCHAR(64) NOT NULL,
	PRIMARY KEY (place_id, feed, closing_id)
);

CREATE INDEX feed_closings_of ON feed_closings (place_id, feed, sku_id);

CREATE TABLE feed_lines (
	place_id UUID NOT NULL,
	feed VARCHAR(40) NOT NULL,
	sku_id UUID NOT NULL,
	sequence BIGINT NOT NULL,
	kind VARCHAR(12) NOT NULL,
	quantity BIGINT NOT NULL,
	told_at BIGINT NOT NULL,
	PRIMARY KEY (place_id, feed, sku_id, sequence)
);

CREATE TABLE feed_messages (
	place_id UUID NOT NULL,
	feed VARCHAR(40) NOT NULL,
	sequence BIGINT NOT NULL,
	digest UUID NOT NULL,
	told_at BIGINT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (place_id, feed, sequence)
);

CREATE TABLE feed_numbers (
	place_id UUID NOT NULL,
	feed VARCHAR(40) NOT NULL,
	sku_id UUID NOT NULL,
	base BIGINT NOT NULL,
	sequence BIGINT NOT NULL,
	quantity BIGINT NOT NULL,
	told_at BIGINT NOT NULL,
	kept BIGINT NOT NULL,
	PRIMARY KEY (place_id, feed, sku_id)
);

CREATE TABLE feeds (
	place_id UUID NOT NULL,
	feed VARCHAR(40) NOT NULL,
	version INTEGER NOT NULL,
	PRIMARY KEY (place_id, feed)
);

CREATE TABLE fulfilments (
	order_id UUID NOT NULL,
	fulfilment_id UUID NOT NULL,
	group_no SMALLINT NOT NULL,
	place_id UUID NOT NULL,
	kind VARCHAR(12) NOT NULL,
	status VARCHAR(16) NOT NULL,
	promised_at BIGINT NOT NULL,
	portions TEXT NOT NULL,
	changed_at BIGINT NOT NULL,
	ready_at BIGINT,
	collect_until BIGINT,
	counted_on DATE,
	code VARCHAR(6),
	wrong_codes SMALLINT NOT NULL,
	bay VARCHAR(20),
	carrier VARCHAR(40),
	tracking VARCHAR(80),
	hold TEXT,
	not_before BIGINT,
	owner VARCHAR(80),
	car TEXT,
	spot VARCHAR(20),
	to_place_id UUID,
	from_place_id UUID,
	PRIMARY KEY (order_id, fulfilment_id)
);

CREATE INDEX fulfilments_at_place ON fulfilments (place_id, status);

CREATE TABLE gift_card_entries (
	card_id UUID NOT NULL,
	cause_id UUID NOT NULL,
	cause_no SMALLINT NOT NULL,
	amount_minor BIGINT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (card_id, cause_id, cause_no)
);

CREATE TABLE gift_cards (
	card_id UUID NOT NULL,
	currency VARCHAR(3) NOT NULL,
	balance_minor BIGINT NOT NULL,
	last4 VARCHAR(4) NOT NULL,
	issued_at BIGINT NOT NULL,
	kind VARCHAR(12) DEFAULT 'gift_card' NOT NULL,
	holder_id UUID,
	limit_minor BIGINT,
	PRIMARY KEY (card_id),
	CONSTRAINT gift_card_not_below_zero CHECK (balance_minor >= 0)
);

CREATE TABLE hold_kinds (
	kind VARCHAR(24) NOT NULL,
	hours INTEGER NOT NULL,
	PRIMARY KEY (kind)
);

CREATE TABLE hold_rules (
	market VARCHAR(24) NOT NULL,
	kind VARCHAR(24) NOT NULL,
	above_minor BIGINT NOT NULL,
	owner VARCHAR(64) NOT NULL,
	hours INTEGER NOT NULL,
	PRIMARY KEY (market, kind)
);

CREATE TABLE holds (
	sku_id UUID NOT NULL,
	place_id UUID NOT NULL,
	hold_id UUID NOT NULL,
	basket_id UUID NOT NULL,
	quantity BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,
	ended_at BIGINT,
	PRIMARY KEY (sku_id, place_id, hold_id)
);

CREATE INDEX holds_live ON holds (basket_id) WHERE ended_at IS NULL;

CREATE TABLE intercompany_entries (
	entity_id UUID NOT NULL,
	cause_id UUID NOT NULL,
	kind VARCHAR(12) NOT NULL,
	other_id UUID NOT NULL,
	order_id UUID NOT NULL,
	order_number VARCHAR(24) NOT NULL,
	subject_id UUID NOT NULL,
	amount_minor BIGINT NOT NULL,
	currency VARCHAR(3) NOT NULL,
	at BIGINT NOT NULL,
	lines TEXT NOT NULL,
	prices_version INTEGER NOT NULL,
	PRIMARY KEY (entity_id, cause_id, kind)
);

CREATE INDEX intercompany_orders ON intercompany_entries (order_id);

CREATE INDEX intercompany_pairs ON intercompany_entries (entity_id, other_id, at);

CREATE TABLE intercompany_prices (
	version INTEGER NOT NULL,
	body TEXT NOT NULL,
	saved_at BIGINT NOT NULL,
	saved_by VARCHAR(80) NOT NULL,
	reason VARCHAR(200) NOT NULL,
	PRIMARY KEY (version)
);

CREATE TABLE invoice_numbers (
	series VARCHAR(16) NOT NULL,
	year SMALLINT NOT NULL,
	number INTEGER NOT NULL,
	entity_id UUID NOT NULL,
	order_id UUID NOT NULL,
	invoice_id UUID NOT NULL,
	PRIMARY KEY (series, year, number, entity_id)
);

CREATE TABLE invoices (
	order_id UUID NOT NULL,
	invoice_id UUID NOT NULL,
	kind VARCHAR(12) NOT NULL,
	series VARCHAR(16) NOT NULL,
	number VARCHAR(32) NOT NULL,
	order_number VARCHAR(16) NOT NULL,
	entity_id UUID NOT NULL,
	issued_at BIGINT NOT NULL,
	issued_on DATE NOT NULL,
	zone VARCHAR(40) NOT NULL,
	language VARCHAR(8) NOT NULL,
	currency VARCHAR(3) NOT NULL,
	prices_include_tax BOOLEAN NOT NULL,
	refers_to UUID,
	refers_to_number VARCHAR(32) NOT NULL,
	reason VARCHAR(12),
	seller TEXT NOT NULL,
	buyer TEXT NOT NULL,
	paid TEXT NOT NULL,
	net_minor BIGINT NOT NULL,
	tax_minor BIGINT NOT NULL,
	PRIMARY KEY (order_id, invoice_id)
);

CREATE TABLE keep_rules (
	rule_no INTEGER NOT NULL,
	units BIGINT NOT NULL,
	channel VARCHAR(24) NOT NULL,
	category VARCHAR(60) NOT NULL,
	place_kind VARCHAR(12) NOT NULL,
	place VARCHAR(40) NOT NULL,
	PRIMARY KEY (rule_no)
);

CREATE TABLE letters (
	order_id UUID NOT NULL,
	letter_id UUID NOT NULL,
	moment VARCHAR(24) NOT NULL,
	cause VARCHAR(64) NOT NULL,
	language VARCHAR(8) NOT NULL,
	brand VARCHAR(80) NOT NULL,
	addressee TEXT NOT NULL,
	subject TEXT NOT NULL,
	blocks TEXT NOT NULL,
	queued_at BIGINT NOT NULL,
	state VARCHAR(8) NOT NULL,
	settled_at BIGINT,
	problem TEXT NOT NULL,
	PRIMARY KEY (order_id, letter_id)
);

CREATE TABLE level_rules (
	rule_no INTEGER NOT NULL,
	low_up_to BIGINT NOT NULL,
	medium_up_to BIGINT NOT NULL,
	market VARCHAR(40) NOT NULL,
	category VARCHAR(60) NOT NULL,
	PRIMARY KEY (rule_no)
);

CREATE TABLE loyalty_accounts (
	account_id UUID NOT NULL,
	number VARCHAR(40) NOT NULL,
	programme VARCHAR(24) NOT NULL,
	opened_at BIGINT NOT NULL,
	place VARCHAR(16) NOT NULL,
	record_id UUID,
	pool_id UUID,
	version INTEGER NOT NULL,
	last_event INTEGER NOT NULL,
	active BIGINT NOT NULL,
	pending BIGINT NOT NULL,
	debt BIGINT NOT NULL,
	next_at BIGINT,
	PRIMARY KEY (account_id),
	CONSTRAINT active_points_not_below_zero CHECK (active >= 0),
	CONSTRAINT pending_points_not_below_zero CHECK (pending >= 0),
	CONSTRAINT debt_of_points_not_below_zero CHECK (debt >= 0)
);

CREATE INDEX loyalty_accounts_pool ON loyalty_accounts (pool_id);

CREATE INDEX loyalty_accounts_record ON loyalty_accounts (record_id);

CREATE TABLE loyalty_burns (
	order_id UUID NOT NULL,
	transaction_no SMALLINT NOT NULL,
	account_id UUID NOT NULL,
	points BIGINT NOT NULL,
	amount_minor BIGINT NOT NULL,
	currency VARCHAR(3) NOT NULL,
	back_points BIGINT NOT NULL,
	back_minor BIGINT NOT NULL,
	PRIMARY KEY (order_id, transaction_no, account_id),
	CONSTRAINT no_more_points_back CHECK (back_points >= 0 AND back_points <= points),
	CONSTRAINT no_more_worth_back CHECK (back_minor >= 0 AND back_minor <= amount_minor)
);

CREATE TABLE loyalty_events (
	account_id UUID NOT NULL,
	event_no INTEGER NOT NULL,
	kind VARCHAR(12) NOT NULL,
	ledger VARCHAR(12) NOT NULL,
	cause_id UUID NOT NULL,
	cause_no SMALLINT NOT NULL,
	points BIGINT NOT NULL,
	at BIGINT NOT NULL,
	of_event INTEGER NOT NULL,
	usable_at BIGINT,
	life BIGINT,
	back_life BIGINT NOT NULL,
	qualifying BIGINT NOT NULL,
	version INTEGER NOT NULL,
	tier VARCHAR(24) NOT NULL,
	amount_minor BIGINT NOT NULL,
	currency VARCHAR(3) NOT NULL,
	allocated_minor BIGINT NOT NULL,
	actor VARCHAR(64) NOT NULL,
	reason VARCHAR(200) NOT NULL,
	PRIMARY KEY (account_id, event_no),
	CONSTRAINT points_of_event_not_below_zero CHECK (points >= 0)
);

CREATE TABLE loyalty_lots (
	account_id UUID NOT NULL,
	lot_no INTEGER NOT NULL,
	ledger VARCHAR(12) NOT NULL,
	earned BIGINT NOT NULL,
	usable_at BIGINT,
	life BIGINT,
	expires_at BIGINT,
	ready BOOLEAN NOT NULL,
	spent BIGINT NOT NULL,
	expired BIGINT NOT NULL,
	PRIMARY KEY (account_id, lot_no),
	CONSTRAINT lot_gave_not_below_zero CHECK (spent >= 0 AND expired >= 0),
	CONSTRAINT lot_not_below_zero CHECK (earned - spent - expired >= 0)
);

CREATE TABLE loyalty_orders (
	order_id UUID NOT NULL,
	account_id UUID NOT NULL,
	programme VARCHAR(24) NOT NULL,
	version INTEGER NOT NULL,
	tier VARCHAR(24) NOT NULL,
	place VARCHAR(16) NOT NULL,
	day VARCHAR(10) NOT NULL,
	goods TEXT NOT NULL,
	event_no INTEGER NOT NULL,
	points BIGINT NOT NULL,
	qualifying BIGINT NOT NULL,
	allocated_minor BIGINT NOT NULL,
	usable_at BIGINT,
	PRIMARY KEY (order_id)
);

CREATE TABLE loyalty_postings (
	account_id UUID NOT NULL,
	event_no INTEGER NOT NULL,
	posting_no SMALLINT NOT NULL,
	lot_no INTEGER NOT NULL,
	ledger VARCHAR(12) NOT NULL,
	points BIGINT NOT NULL,
	PRIMARY KEY (account_id, event_no, posting_no)
);

CREATE TABLE loyalty_programmes (
	programme VARCHAR(24) NOT NULL,
	version INTEGER NOT NULL,
	body TEXT NOT NULL,
	saved_at BIGINT NOT NULL,
	saved_by VARCHAR(80) NOT NULL,
	reason VARCHAR(200) NOT NULL,
	PRIMARY KEY (programme, version)
);

CREATE TABLE markets (
	code VARCHAR(40) NOT NULL,
	country VARCHAR(2) NOT NULL,
	entity_id UUID NOT NULL,
	currency VARCHAR(3) NOT NULL,
	prices_include_tax BOOLEAN NOT NULL,
	languages TEXT NOT NULL,
	zone VARCHAR(40) NOT NULL,
	cash_rounding INTEGER NOT NULL,
	invoicing VARCHAR(12) NOT NULL,
	invoice_series VARCHAR(20) NOT NULL,
	PRIMARY KEY (code)
);

CREATE TABLE marks (
	name VARCHAR(40) NOT NULL,
	since UUID NOT NULL,
	reached UUID NOT NULL,
	PRIMARY KEY (name)
);

CREATE TABLE movements (
	sku_id UUID NOT NULL,
	place_id UUID NOT NULL,
	cause_id UUID NOT NULL,
	cause_no BIGINT NOT NULL,
	kind VARCHAR(12) NOT NULL,
	on_hand_diff BIGINT NOT NULL,
	allocated_diff BIGINT NOT NULL,
	reserved_diff BIGINT NOT NULL,
	at BIGINT NOT NULL,
	actor VARCHAR(64) NOT NULL,
	reason TEXT,
	damaged_diff BIGINT DEFAULT '0' NOT NULL,
	quality_diff BIGINT DEFAULT '0' NOT NULL,
	PRIMARY KEY (sku_id, place_id, cause_id, cause_no, kind)
);

CREATE TABLE note_files (
	order_id UUID NOT NULL,
	note_id UUID NOT NULL,
	content BYTEA NOT NULL,
	PRIMARY KEY (order_id, note_id)
);

CREATE TABLE number_ranges (
	entity_id UUID NOT NULL,
	series VARCHAR(16) NOT NULL,
	year SMALLINT NOT NULL,
	next_number INTEGER NOT NULL,
	PRIMARY KEY (entity_id, series, year)
);

CREATE TABLE order_actions (
	order_id UUID NOT NULL,
	action_id UUID NOT NULL,
	counter VARCHAR(12) NOT NULL,
	at BIGINT NOT NULL,
	actor VARCHAR(64) NOT NULL,
	reason TEXT,
	lines TEXT NOT NULL,
	PRIMARY KEY (order_id, action_id)
);

CREATE TABLE order_contacts (
	contact_key UUID NOT NULL,
	order_id UUID NOT NULL,
	PRIMARY KEY (contact_key, order_id)
);

CREATE TABLE order_holds (
	order_id UUID NOT NULL,
	hold_no SMALLINT NOT NULL,
	kind VARCHAR(24) NOT NULL,
	reason TEXT NOT NULL,
	owner VARCHAR(64) NOT NULL,
	due_at BIGINT NOT NULL,
	placed_at BIGINT NOT NULL,
	placed_by VARCHAR(64) NOT NULL,
	lifted_at BIGINT,
	lifted_by VARCHAR(64),
	lifted_because TEXT,
	PRIMARY KEY (order_id, hold_no)
);

CREATE INDEX order_holds_by_due ON order_holds (lifted_at, due_at);

CREATE TABLE order_keys (
	key_id UUID NOT NULL,
	order_id UUID NOT NULL,
	PRIMARY KEY (key_id)
);

CREATE TABLE order_lines (
	order_id UUID NOT NULL,
	line_no SMALLINT NOT NULL,
	group_no SMALLINT NOT NULL,
	sku_id UUID NOT NULL,
	code VARCHAR(64) NOT NULL,
	title TEXT NOT NULL,
	unit VARCHAR(12) NOT NULL,
	quantity INTEGER NOT NULL,
	unit_price_minor BIGINT NOT NULL,
	per INTEGER NOT NULL,
	discount_minor BIGINT NOT NULL,
	amount_minor BIGINT NOT NULL,
	tax_category VARCHAR(24) NOT NULL,
	jurisdiction VARCHAR(16) NOT NULL,
	tax_rate_pcm INTEGER NOT NULL,
	tax_minor BIGINT NOT NULL,
	service BOOLEAN NOT NULL,
	bound_to SMALLINT,
	tax_treatment VARCHAR(16) NOT NULL,
	tax_reason VARCHAR(24) NOT NULL,
	tax_parts TEXT,
	bundle TEXT,
	agreed_minor BIGINT,
	allocated INTEGER DEFAULT '0' NOT NULL,
	picked INTEGER DEFAULT '0' NOT NULL,
	ready INTEGER DEFAULT '0' NOT NULL,
	handed_over INTEGER DEFAULT '0' NOT NULL,
	shipped INTEGER DEFAULT '0' NOT NULL,
	delivered INTEGER DEFAULT '0' NOT NULL,
	performed INTEGER DEFAULT '0' NOT NULL,
	cancelled INTEGER DEFAULT '0' NOT NULL,
	invoiced INTEGER DEFAULT '0' NOT NULL,
	credited INTEGER DEFAULT '0' NOT NULL,
	coming_back INTEGER DEFAULT '0' NOT NULL,
	returned INTEGER DEFAULT '0' NOT NULL,
	PRIMARY KEY (order_id, line_no),
	CONSTRAINT cancelled_in_range CHECK (cancelled >= 0 AND cancelled <= quantity)
);

CREATE TABLE order_notes (
	order_id UUID NOT NULL,
	note_id UUID NOT NULL,
	at BIGINT NOT NULL,
	author VARCHAR(64) NOT NULL,
	text TEXT NOT NULL,
	visible BOOLEAN NOT NULL,
	file_name TEXT,
	file_type VARCHAR(60),
	file_size INTEGER,
	PRIMARY KEY (order_id, note_id)
);

CREATE TABLE orders (
	order_id UUID NOT NULL,
	number VARCHAR(12) NOT NULL,
	entity_id UUID NOT NULL,
	market VARCHAR(24) NOT NULL,
	channel VARCHAR(24) NOT NULL,
	place_id UUID,
	placed_at BIGINT NOT NULL,
	recorded_at BIGINT NOT NULL,
	currency VARCHAR(3) NOT NULL,
	language VARCHAR(8) NOT NULL,
	prices_include_tax BOOLEAN NOT NULL,
	policy_version INTEGER NOT NULL,
	goods_minor BIGINT NOT NULL,
	discount_minor BIGINT NOT NULL,
	tax_minor BIGINT NOT NULL,
	total_minor BIGINT NOT NULL,
	status VARCHAR(12) NOT NULL,
	payment_status VARCHAR(20) NOT NULL,
	fulfilment_status VARCHAR(20) NOT NULL,
	external VARCHAR(80) NOT NULL,
	basket_id UUID,
	placed_by VARCHAR(64) NOT NULL,
	seal BYTEA NOT NULL,
	told BYTEA NOT NULL,
	groups TEXT NOT NULL,
	allocations TEXT NOT NULL,
	first_counts TEXT NOT NULL,
	record_id UUID,
	PRIMARY KEY (order_id)
);

CREATE INDEX orders_by_fulfilment ON orders (fulfilment_status, order_id);

CREATE INDEX orders_by_payment ON orders (payment_status, order_id);

CREATE INDEX orders_by_status ON orders (status, order_id);

CREATE TABLE payment_dues (
	order_id UUID NOT NULL,
	due_no SMALLINT NOT NULL,
	fulfilment_id UUID NOT NULL,
	amount_minor BIGINT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (order_id, due_no),
	UNIQUE (order_id, fulfilment_id)
);

CREATE TABLE payment_transactions (
	order_id UUID NOT NULL,
	transaction_no SMALLINT NOT NULL,
	tender_no SMALLINT NOT NULL,
	kind VARCHAR(12) NOT NULL,
	state VARCHAR(12) NOT NULL,
	amount_minor BIGINT NOT NULL,
	rounding_minor BIGINT DEFAULT '0' NOT NULL,
	reference VARCHAR(120),
	reason VARCHAR(120),
	asks SMALLINT DEFAULT '0' NOT NULL,
	asked_at BIGINT NOT NULL,
	settled_at BIGINT,
	fulfilment_id UUID,
	place_id UUID,
	till VARCHAR(200),
	PRIMARY KEY (order_id, transaction_no)
);

CREATE INDEX payment_steps_later ON payment_transactions (settled_at) WHERE transaction_no > 1 AND kind IN ('capture', 'refund');

CREATE INDEX payment_steps_named ON payment_transactions (reference) WHERE reference IS NOT NULL AND kind IN ('capture', 'refund');

CREATE TABLE person_consents (
	record_id UUID NOT NULL,
	consent_id UUID NOT NULL,
	point_key UUID NOT NULL,
	point_kind VARCHAR(16) NOT NULL,
	purpose VARCHAR(24) NOT NULL,
	entity_id UUID NOT NULL,
	granted BOOLEAN NOT NULL,
	at BIGINT NOT NULL,
	door VARCHAR(24) NOT NULL,
	sealed BYTEA NOT NULL,
	PRIMARY KEY (record_id, consent_id)
);

CREATE INDEX person_consents_point ON person_consents (point_key);

CREATE TABLE person_statements (
	record_id UUID NOT NULL,
	statement_id UUID NOT NULL,
	kind VARCHAR(16) NOT NULL,
	at BIGINT NOT NULL,
	door VARCHAR(24) NOT NULL,
	actor VARCHAR(64) NOT NULL,
	subject UUID,
	sealed BYTEA NOT NULL,
	PRIMARY KEY (record_id, statement_id)
);

CREATE TABLE pick_up_reminders (
	market VARCHAR(24) NOT NULL,
	days_before INTEGER NOT NULL,
	PRIMARY KEY (market, days_before)
);

CREATE TABLE place_days (
	place_id UUID NOT NULL,
	day_on DATE NOT NULL,
	taken INTEGER NOT NULL,
	most INTEGER NOT NULL,
	PRIMARY KEY (place_id, day_on)
);

CREATE TABLE places (
	place_id UUID NOT NULL,
	code VARCHAR(40) NOT NULL,
	kind VARCHAR(12) NOT NULL,
	name VARCHAR(120) NOT NULL,
	entity_id UUID NOT NULL,
	market VARCHAR(40) NOT NULL,
	zone VARCHAR(40) NOT NULL,
	point TEXT NOT NULL,
	address TEXT NOT NULL,
	hours TEXT NOT NULL,
	ships BOOLEAN NOT NULL,
	picks_up BOOLEAN NOT NULL,
	daily_capacity INTEGER,
	handling_minutes INTEGER NOT NULL,
	transit_days TEXT NOT NULL,
	bays TEXT NOT NULL,
	PRIMARY KEY (place_id),
	UNIQUE (code)
);

CREATE TABLE playbook_confirmations (
	actor_id UUID NOT NULL,
	playbook VARCHAR(24) NOT NULL,
	fingerprint UUID NOT NULL,
	version INTEGER NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (actor_id, playbook, fingerprint)
);

CREATE TABLE policy_versions (
	version INTEGER NOT NULL,
	content_hash VARCHAR(64) NOT NULL,
	starts_at BIGINT NOT NULL,
	proposed_by VARCHAR(64) NOT NULL,
	proposed_at BIGINT NOT NULL,
	note TEXT NOT NULL,
	state VARCHAR(12) NOT NULL,
	settled_at BIGINT,
	files TEXT NOT NULL,
	PRIMARY KEY (version)
);

CREATE TABLE policy_votes (
	version INTEGER NOT NULL,
	department VARCHAR(16) NOT NULL,
	actor VARCHAR(64) NOT NULL,
	agrees BOOLEAN NOT NULL,
	reason TEXT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (version, department)
);

CREATE TABLE positions (
	sku_id UUID NOT NULL,
	place_id UUID NOT NULL,
	on_hand BIGINT NOT NULL,
	allocated BIGINT NOT NULL,
	reserved BIGINT NOT NULL,
	safety_stock BIGINT NOT NULL,
	damaged BIGINT DEFAULT '0' NOT NULL,
	quality BIGINT DEFAULT '0' NOT NULL,
	PRIMARY KEY (sku_id, place_id),
	CONSTRAINT positions_not_negative CHECK (on_hand >= 0 AND allocated >= 0 AND reserved >= 0 AND safety_stock >= 0 AND damaged >= 0 AND quality >= 0)
);

CREATE INDEX positions_aside ON positions (place_id) WHERE damaged + quality > 0;

CREATE TABLE prices (
	sku_id UUID NOT NULL,
	currency VARCHAR(3) NOT NULL,
	price_list VARCHAR(40) NOT NULL,
	from_at BIGINT NOT NULL,
	until_at BIGINT,
	amount_minor BIGINT NOT NULL,
	PRIMARY KEY (sku_id, currency, price_list, from_at)
);

CREATE TABLE products (
	product_id UUID NOT NULL,
	code VARCHAR(60) NOT NULL,
	titles TEXT NOT NULL,
	department VARCHAR(60),
	PRIMARY KEY (product_id),
	UNIQUE (code)
);

CREATE TABLE promises (
	order_id UUID NOT NULL,
	promise_no SMALLINT NOT NULL,
	group_no SMALLINT NOT NULL,
	kind VARCHAR(12) NOT NULL,
	earliest_at BIGINT NOT NULL,
	latest_at BIGINT NOT NULL,
	source TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	door VARCHAR(24) NOT NULL,
	state VARCHAR(8) NOT NULL,
	cause TEXT,
	closed_at BIGINT,
	PRIMARY KEY (order_id, promise_no)
);

CREATE TABLE promotion_shares (
	order_id UUID NOT NULL,
	line_no SMALLINT NOT NULL,
	promotion VARCHAR(40) NOT NULL,
	version INTEGER NOT NULL,
	title TEXT NOT NULL,
	amount_minor BIGINT NOT NULL,
	coupon VARCHAR(60) NOT NULL,
	PRIMARY KEY (order_id, line_no, promotion)
);

CREATE TABLE promotions (
	code VARCHAR(40) NOT NULL,
	version INTEGER NOT NULL,
	market VARCHAR(24) NOT NULL,
	starts_at BIGINT NOT NULL,
	ends_at BIGINT,
	terms TEXT NOT NULL,
	PRIMARY KEY (code)
);

CREATE TABLE purchase_lines (
	place_id UUID NOT NULL,
	purchase_order_id UUID NOT NULL,
	sku_id UUID NOT NULL,
	quantity BIGINT NOT NULL,
	expected_on VARCHAR(10) NOT NULL,
	received BIGINT NOT NULL,
	damaged BIGINT NOT NULL,
	missing BIGINT NOT NULL,
	PRIMARY KEY (place_id, purchase_order_id, sku_id)
);

CREATE INDEX purchase_lines_open ON purchase_lines (sku_id) WHERE received + damaged + missing < quantity;

CREATE TABLE purchase_orders (
	place_id UUID NOT NULL,
	purchase_order_id UUID NOT NULL,
	supplier VARCHAR(60) NOT NULL,
	reference VARCHAR(60) NOT NULL,
	over_percent INTEGER NOT NULL,
	state VARCHAR(12) NOT NULL,
	version INTEGER NOT NULL,
	at BIGINT NOT NULL,
	created_by VARCHAR(64) NOT NULL,
	ended_at BIGINT,
	reason TEXT,
	PRIMARY KEY (place_id, purchase_order_id)
);

CREATE INDEX purchase_orders_by_id ON purchase_orders (purchase_order_id);

CREATE INDEX purchase_orders_of ON purchase_orders (place_id, at, purchase_order_id);

CREATE TABLE purchase_receipts (
	place_id UUID NOT NULL,
	purchase_order_id UUID NOT NULL,
	receipt_no INTEGER NOT NULL,
	document VARCHAR(60) NOT NULL,
	at BIGINT NOT NULL,
	actor VARCHAR(64) NOT NULL,
	units TEXT NOT NULL,
	PRIMARY KEY (place_id, purchase_order_id, receipt_no)
);

CREATE UNIQUE INDEX purchase_receipts_once ON purchase_receipts (place_id, purchase_order_id, document);

CREATE TABLE quotes (
	quote_id UUID NOT NULL,
	number VARCHAR(12) NOT NULL,
	version INTEGER NOT NULL,
	status VARCHAR(12) NOT NULL,
	market VARCHAR(24) NOT NULL,
	channel VARCHAR(24) NOT NULL,
	language VARCHAR(8) NOT NULL,
	currency VARCHAR(3) NOT NULL,
	prices_include_tax BOOLEAN NOT NULL,
	wanted TEXT NOT NULL,
	lines TEXT NOT NULL,
	total_minor BIGINT NOT NULL,
	tax_minor BIGINT NOT NULL,
	given_minor BIGINT NOT NULL,
	valid_until BIGINT NOT NULL,
	note TEXT NOT NULL,
	drafted_at BIGINT NOT NULL,
	drafted_by VARCHAR(64) NOT NULL,
	sent_at BIGINT,
	sent_by VARCHAR(64),
	closed_at BIGINT,
	order_id UUID,
	PRIMARY KEY (quote_id)
);

CREATE INDEX quotes_by_status ON quotes (status, quote_id);

CREATE TABLE reassign_rules (
	market VARCHAR(24) NOT NULL,
	after_minutes INTEGER NOT NULL,
	most_moves INTEGER NOT NULL,
	pick_ups BOOLEAN NOT NULL,
	PRIMARY KEY (market)
);

CREATE TABLE reassign_tries (
	order_id UUID NOT NULL,
	fulfilment_id UUID NOT NULL,
	tried_at BIGINT NOT NULL,
	PRIMARY KEY (order_id, fulfilment_id)
);

CREATE TABLE replies (
	key_id UUID NOT NULL,
	fingerprint UUID NOT NULL,
	at BIGINT NOT NULL,
	status SMALLINT NOT NULL,
	body BYTEA NOT NULL,
	PRIMARY KEY (key_id)
);

CREATE TABLE returns (
	order_id UUID NOT NULL,
	return_id UUID NOT NULL,
	number VARCHAR(16) NOT NULL,
	version INTEGER NOT NULL,
	state VARCHAR(12) NOT NULL,
	entity_id UUID NOT NULL,
	currency VARCHAR(3) NOT NULL,
	door VARCHAR(24) NOT NULL,
	asked_at BIGINT NOT NULL,
	asked_by VARCHAR(64) NOT NULL,
	gift BOOLEAN NOT NULL,
	withdrawal BOOLEAN NOT NULL,
	items TEXT NOT NULL,
	holder_id UUID,
	override TEXT,
	override_by VARCHAR(64),
	approved_by VARCHAR(64),
	place_id UUID,
	place_entity_id UUID,
	tracking VARCHAR(120),
	sent_at BIGINT,
	received_at BIGINT,
	ended_at BIGINT,
	ended_because TEXT,
	refunded_minor BIGINT NOT NULL,
	credited_minor BIGINT NOT NULL,
	short_minor BIGINT NOT NULL,
	exchanged_minor BIGINT NOT NULL,
	PRIMARY KEY (order_id, return_id)
);

CREATE INDEX returns_by_id ON returns (return_id);

CREATE INDEX returns_by_number ON returns (number);

CREATE INDEX returns_by_state ON returns (state, return_id);

CREATE TABLE seals (
	subject_id UUID NOT NULL,
	seal BYTEA NOT NULL,
	PRIMARY KEY (subject_id)
);

CREATE TABLE secrets (
	name VARCHAR(40) NOT NULL,
	value VARCHAR(255) NOT NULL,
	PRIMARY KEY (name)
);

CREATE TABLE service_levels (
	place_kind VARCHAR(12) NOT NULL,
	accept_minutes INTEGER NOT NULL,
	pick_minutes INTEGER NOT NULL,
	ready_minutes INTEGER NOT NULL,
	PRIMARY KEY (place_kind)
);

CREATE TABLE settlement_differences (
	difference_id UUID NOT NULL,
	kind VARCHAR(16) NOT NULL,
	state VARCHAR(12) NOT NULL,
	version INTEGER NOT NULL,
	opened_at BIGINT NOT NULL,
	currency VARCHAR(3) NOT NULL,
	ours_minor BIGINT,
	theirs_minor BIGINT,
	payout VARCHAR(60),
	reference VARCHAR(120),
	line_id UUID,
	order_id UUID,
	transaction_no SMALLINT,
	owner VARCHAR(64),
	closed_at BIGINT,
	closed_by VARCHAR(64),
	reason TEXT,
	PRIMARY KEY (difference_id)
);

CREATE INDEX settlement_differences_by_state ON settlement_differences (state, opened_at, difference_id);

CREATE TABLE settlement_lines (
	line_id UUID NOT NULL,
	payout VARCHAR(60) NOT NULL,
	reference VARCHAR(120) NOT NULL,
	key VARCHAR(120) NOT NULL,
	kind VARCHAR(12) NOT NULL,
	amount_minor BIGINT NOT NULL,
	currency VARCHAR(3) NOT NULL,
	fee_minor BIGINT NOT NULL,
	settled_on VARCHAR(10) NOT NULL,
	order_id UUID,
	transaction_no SMALLINT,
	taken_at BIGINT NOT NULL,
	PRIMARY KEY (line_id)
);

CREATE INDEX settlement_lines_of_payout ON settlement_lines (payout);

CREATE INDEX settlement_lines_of_step ON settlement_lines (order_id, transaction_no);

CREATE TABLE shelf_locations (
	place_id UUID NOT NULL,
	sku_id UUID NOT NULL,
	aisle VARCHAR(20) NOT NULL,
	shelf VARCHAR(20) NOT NULL,
	bin VARCHAR(20) NOT NULL,
	PRIMARY KEY (place_id, sku_id)
);

CREATE TABLE skus (
	sku_id UUID NOT NULL,
	code VARCHAR(60) NOT NULL,
	product_id UUID NOT NULL,
	titles TEXT NOT NULL,
	gtin VARCHAR(14),
	unit VARCHAR(12) NOT NULL,
	per INTEGER NOT NULL,
	kind VARCHAR(12) NOT NULL,
	tax_category VARCHAR(40) NOT NULL,
	minutes INTEGER NOT NULL,
	skill VARCHAR(40),
	attributes TEXT NOT NULL,
	bundle TEXT,
	PRIMARY KEY (sku_id),
	UNIQUE (code)
);

CREATE UNIQUE INDEX skus_gtin ON skus (gtin);

CREATE TABLE slots (
	staff_id UUID NOT NULL,
	place_id UUID NOT NULL,
	quarter_at BIGINT NOT NULL,
	appointment_id UUID NOT NULL,
	PRIMARY KEY (staff_id, place_id, quarter_at)
);

CREATE INDEX slots_of_appointment ON slots (appointment_id);

CREATE TABLE sourcing_rules (
	name VARCHAR(40) NOT NULL,
	version INTEGER NOT NULL,
	body TEXT NOT NULL,
	saved_at BIGINT NOT NULL,
	saved_by VARCHAR(80) NOT NULL,
	reason VARCHAR(200) NOT NULL,
	PRIMARY KEY (name, version)
);

CREATE TABLE sourcing_traces (
	order_id UUID NOT NULL,
	group_no SMALLINT NOT NULL,
	at BIGINT NOT NULL,
	trace BYTEA NOT NULL,
	PRIMARY KEY (order_id, group_no, at)
);

CREATE TABLE sscc_ranges (
	entity_id UUID NOT NULL,
	prefix VARCHAR(10) NOT NULL,
	last_no BIGINT NOT NULL,
	PRIMARY KEY (entity_id)
);

CREATE TABLE substitution_rules (
	market VARCHAR(24) NOT NULL,
	charge VARCHAR(8) NOT NULL,
	wait_minutes INTEGER NOT NULL,
	dearer_pcm INTEGER NOT NULL,
	PRIMARY KEY (market)
);

CREATE TABLE substitutions (
	order_id UUID NOT NULL,
	substitution_no SMALLINT NOT NULL,
	fulfilment_id UUID NOT NULL,
	line_no SMALLINT NOT NULL,
	units INTEGER NOT NULL,
	code VARCHAR(64) NOT NULL,
	title TEXT NOT NULL,
	unit_minor BIGINT NOT NULL,
	saved_minor BIGINT NOT NULL,
	reason TEXT NOT NULL,
	asked_at BIGINT NOT NULL,
	asked_by VARCHAR(80) NOT NULL,
	answer_by_at BIGINT NOT NULL,
	answer VARCHAR(12) NOT NULL,
	answered_at BIGINT,
	answered_by VARCHAR(80),
	note TEXT,
	PRIMARY KEY (order_id, substitution_no)
);

CREATE TABLE tax_jurisdictions (
	code VARCHAR(16) NOT NULL,
	zone VARCHAR(40) NOT NULL,
	area VARCHAR(16) NOT NULL,
	vat_prefix VARCHAR(4) NOT NULL,
	reasons TEXT NOT NULL,
	PRIMARY KEY (code)
);

CREATE TABLE tax_rates (
	jurisdiction VARCHAR(16) NOT NULL,
	category VARCHAR(24) NOT NULL,
	from_on DATE NOT NULL,
	rate_pcm INTEGER NOT NULL,
	citation TEXT NOT NULL,
	until_on DATE,
	parts TEXT NOT NULL,
	treatment VARCHAR(16),
	reason VARCHAR(24) NOT NULL,
	PRIMARY KEY (jurisdiction, category, from_on)
);

CREATE TABLE tenders (
	order_id UUID NOT NULL,
	tender_no SMALLINT NOT NULL,
	kind VARCHAR(12) NOT NULL,
	amount_minor BIGINT NOT NULL,
	currency VARCHAR(3) NOT NULL,
	instrument VARCHAR(200) NOT NULL,
	label VARCHAR(40) NOT NULL,
	given_minor BIGINT,
	change_minor BIGINT,
	PRIMARY KEY (order_id, tender_no),
	CONSTRAINT only_cash_is_paid_out CHECK (amount_minor > 0 OR kind = 'cash')
);

CREATE TABLE transfer_lines (
	place_id UUID NOT NULL,
	transfer_id UUID NOT NULL,
	sku_id UUID NOT NULL,
	quantity BIGINT NOT NULL,
	received BIGINT NOT NULL,
	written_off BIGINT NOT NULL,
	returned BIGINT NOT NULL,
	PRIMARY KEY (place_id, transfer_id, sku_id)
);

CREATE INDEX transfer_lines_open ON transfer_lines (sku_id) WHERE received + written_off + returned < quantity;

CREATE TABLE transfer_receipts (
	place_id UUID NOT NULL,
	transfer_id UUID NOT NULL,
	receipt_no INTEGER NOT NULL,
	document VARCHAR(60) NOT NULL,
	at BIGINT NOT NULL,
	actor VARCHAR(64) NOT NULL,
	units TEXT NOT NULL,
	PRIMARY KEY (place_id, transfer_id, receipt_no)
);

CREATE UNIQUE INDEX transfer_receipts_once ON transfer_receipts (place_id, transfer_id, document);

CREATE TABLE transfers (
	place_id UUID NOT NULL,
	transfer_id UUID NOT NULL,
	number VARCHAR(16) NOT NULL,
	from_place_id UUID NOT NULL,
	state VARCHAR(12) NOT NULL,
	version INTEGER NOT NULL,
	at BIGINT NOT NULL,
	created_by VARCHAR(64) NOT NULL,
	expected_at BIGINT,
	ended_at BIGINT,
	reason TEXT,
	PRIMARY KEY (place_id, transfer_id)
);

CREATE INDEX transfers_by_id ON transfers (transfer_id);

CREATE INDEX transfers_sent ON transfers (from_place_id, transfer_id);

CREATE TABLE versions (
	name VARCHAR(40) NOT NULL,
	version BIGINT NOT NULL,
	PRIMARY KEY (name)
);

CREATE TABLE webhook_endpoints (
	endpoint_id UUID NOT NULL,
	url VARCHAR(1000) NOT NULL,
	facts TEXT NOT NULL,
	secret VARCHAR(64) NOT NULL,
	created_at BIGINT NOT NULL,
	state VARCHAR(12) NOT NULL,
	previous_secret VARCHAR(64),
	previous_until BIGINT,
	PRIMARY KEY (endpoint_id)
);

CREATE TABLE invoice_lines (
	order_id UUID NOT NULL,
	kind VARCHAR(12) NOT NULL,
	line_no INTEGER NOT NULL,
	part_no INTEGER NOT NULL,
	invoice_id UUID NOT NULL,
	first_unit INTEGER NOT NULL,
	units INTEGER NOT NULL,
	grouped VARCHAR(12) NOT NULL,
	code VARCHAR(64) NOT NULL,
	title TEXT NOT NULL,
	unit VARCHAR(12) NOT NULL,
	quantity INTEGER NOT NULL,
	line_amount_minor BIGINT NOT NULL,
	line_tax_minor BIGINT NOT NULL,
	tax_rate_pcm INTEGER NOT NULL,
	tax_recorded BOOLEAN NOT NULL,
	net_minor BIGINT NOT NULL,
	tax_minor BIGINT NOT NULL,
	discount_minor BIGINT NOT NULL,
	tax_treatment VARCHAR(16) NOT NULL,
	tax_reason VARCHAR(24) NOT NULL,
	tax_parts TEXT NOT NULL,
	bundle TEXT,
	PRIMARY KEY (order_id, kind, line_no, part_no),
	FOREIGN KEY(order_id, invoice_id) REFERENCES invoices (order_id, invoice_id)
);
