"""How a letter is set: the same blocks as plain text and as HTML for any mail program.

HTML mail is read by programs that drop style sheets and know little of layout: so styles stand at
the elements, tables carry the frame, nothing is loaded from outside.
"""

from html import escape

from paraguas.messages.model import Block, BlockKind, Letter

_FONT = "font-family:'Segoe UI',Helvetica,Arial,sans-serif"
_INK, _SOFT, _LINE, _BRAND, _GROUND = "#1d2433", "#5b6475", "#dfe3ea", "#1f4e79", "#eef1f5"


def as_text(letter: Letter) -> str:
    """Set a letter as plain text; a table is a line for each row."""
    return "\n\n".join(filter(None, map(_text_of, letter.blocks))) + "\n"


def as_html(letter: Letter) -> str:
    """Set a letter as HTML that reads well at the width of a phone and of a desk."""
    body = "".join(map(_html_of, letter.blocks))
    return (
        f'<!doctype html><html lang="{escape(letter.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light">'
        f"<title>{escape(letter.subject)}</title></head>"
        f'<body style="margin:0;padding:0;background:{_GROUND}">'
        f'<table role="presentation" width="100%" cellpadding="0" cellspacing="0" '
        f'style="background:{_GROUND}"><tr><td align="center" style="padding:16px 8px">'
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" '
        f'style="max-width:560px;background:#ffffff;border-top:5px solid {_BRAND};{_FONT};'
        f'font-size:16px;line-height:1.5;color:{_INK}"><tr><td style="padding:24px">'
        f'<p style="margin:0 0 20px;font-weight:700;color:{_BRAND}">{escape(letter.brand)}</p>'
        f"{body}</td></tr></table></td></tr></table></body></html>"
    )


def _text_of(block: Block) -> str:
    match block.kind:
        case BlockKind.TITLE:
            return f"{block.text}\n{'=' * len(block.text)}"
        case BlockKind.TEXT:
            return block.text
        case BlockKind.TABLE | BlockKind.CODE:
            return "\n".join(_text_row(label, value) for label, value in block.rows)
        case BlockKind.BUTTON:
            return f"{block.text}:\n{block.url}"
        case BlockKind.SMALL:
            return f"-- \n{block.text}"


def _text_row(label: str, value: str) -> str:
    first, *more = value.split("\n")
    return "\n".join((f"{label}: {first}", *(f"  {line}" for line in more)))


def _html_of(block: Block) -> str:
    text = escape(block.text)
    match block.kind:
        case BlockKind.TITLE:
            style = f"margin:0 0 16px;font-size:24px;line-height:1.25;color:{_INK}"
            return f'<h1 style="{style}">{text}</h1>'
        case BlockKind.TEXT:
            return f'<p style="margin:0 0 16px">{text}</p>'
        case BlockKind.TABLE:
            return _table(block) if block.rows else ""
        case BlockKind.CODE:
            return _code(block)
        case BlockKind.BUTTON:
            return _button(block)
        case BlockKind.SMALL:
            style = f"margin:0;padding-top:16px;border-top:1px solid {_LINE};font-size:13px"
            return f'<p style="{style};color:{_SOFT}">{text}</p>'


def _table(block: Block) -> str:
    cell = f"padding:8px 0;border-bottom:1px solid {_LINE};vertical-align:top"
    rows = "".join(
        f'<tr><th scope="row" align="left" style="{cell};padding-right:16px;font-weight:400;'
        f'color:{_SOFT}">{escape(label)}</th><td align="right" style="{cell};font-weight:700">'
        f"{_value(value)}</td></tr>"
        for label, value in block.rows
    )
    return (
        '<table width="100%" cellpadding="0" cellspacing="0" '
        f'style="margin:0 0 20px;border-top:1px solid {_LINE}">{rows}</table>'
    )


def _value(value: str) -> str:
    # A span of time stays on one line: word joiners hold its dash.
    return escape(value).replace("\n", "<br>").replace("\N{EN DASH}", "&#8288;&#8211;&#8288;")


def _code(block: Block) -> str:
    [(label, code)] = block.rows
    return (
        f'<div style="margin:0 0 20px;padding:16px;background:{_GROUND};text-align:center">'
        f'<div style="font-size:13px;color:{_SOFT}">{escape(label)}</div>'
        f'<div style="font-size:32px;font-weight:700;letter-spacing:4px">{escape(code)}</div></div>'
    )


def _button(block: Block) -> str:
    style = (
        f"display:inline-block;padding:12px 24px;background:{_BRAND};border-radius:4px;"
        "color:#ffffff;font-weight:700;text-decoration:none"
    )
    link = f'<a href="{escape(block.url)}" style="{style}">{escape(block.text)}</a>'
    return f'<p style="margin:0 0 24px">{link}</p>'
