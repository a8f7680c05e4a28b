"""Rendering: a template, a reader and values make a page nobody else may frame or script."""

import secrets
from collections.abc import Mapping
from functools import cache, partial
from hashlib import blake2b
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import MediaType, Response
from msgspec import Struct

from paraguas.doors.api.problem import status_of
from paraguas.doors.pages import telling
from paraguas.doors.pages.signing import sign_form
from paraguas.values.refusal import Refusal
from paraguas.values.words import Words

PRIVATE = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
}
"""Headers of everything a page answers: it is one person's, and its address may be a secret."""

LOOK = ("paraguas.css", "paraguas.svg")
"""Files every page needs, beside this one."""


class Reader(Struct, frozen=True):
    """Who reads a page.

    bound_to: what its forms are good for: a session, or a link.  secret: signs them.
    refusals: sections of the words a refusal is looked for in, before the common one.
    """

    words: Words
    brand: str
    bound_to: str
    secret: str
    refusals: tuple[str, ...] = ("pages.refusals",)


def render(
    template: str,
    reader: Reader,
    *,
    problem: Refusal | None = None,
    done: str = "",
    **values: Any,
) -> Response[str]:
    """Render a page for a reader.

    problem: what was refused just now; it is said on top and gives the page its status.
    done: a key of the words under `pages.done`, said on top; unknown ones are left out.
    """
    nonce = secrets.token_urlsafe(16)
    words = reader.words
    told = words.texts.get(f"pages.done.{done}", "") if done else ""
    content = (
        _pages()
        .get_template(template)
        .render(
            values,
            brand=reader.brand,
            words=words,
            say=partial(say, words),
            tell=telling,
            look=look_address,
            nonce=nonce,
            form_token=sign_form(reader.bound_to, secret=reader.secret) if reader.bound_to else "",
            once=partial(secrets.token_urlsafe, 16),
            alert=words.refuse(problem, *reader.refusals) if problem else "",
            done=told,
        )
    )
    status = status_of(problem).value if problem else 200
    return Response(
        content,
        media_type=MediaType.HTML,
        status_code=status,
        headers=page_headers(f"'nonce-{nonce}'"),
    )


def say(words: Words, key: str, **values: object) -> str:
    """Give a text of the pages."""
    return words.say(f"pages.{key}", **values)


def page_headers(style: str) -> dict[str, str]:
    """Give the headers of a page; `style` is the source its styles may come from."""
    policy = (
        f"default-src 'none'; style-src {style}; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    return {**PRIVATE, "content-security-policy": policy}


def go_to(address: str, *, headers: Mapping[str, str] | None = None) -> Response[str]:
    """Send the browser on, so that a reload repeats nothing."""
    sent = {**PRIVATE, **(headers or {}), "location": address}
    return Response("", media_type=MediaType.HTML, status_code=303, headers=sent)


@cache
def look_address(name: str) -> str:
    """Give the address of a file of the look; a new content has a new one."""
    return f"/look/{blake2b(look_file(name), digest_size=6).hexdigest()}/{name}"


@cache
def look_file(name: str) -> bytes:
    """Read a file of the look."""
    return (files("paraguas.doors.pages") / name).read_bytes()


@cache
def _pages() -> Environment:
    return Environment(
        loader=PackageLoader("paraguas", "doors"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
