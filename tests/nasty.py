"""More than a hundred strings that have broken other people's software, made here by kind."""

from __future__ import annotations

MARKUP = [
    *(f"<{tag} zq7=1>" for tag in ("script", "img", "svg", "iframe", "object", "math", "body", "style", "template")),
    *(f"<{tag}>zq7</{tag}>" for tag in ("script", "title", "textarea", "noscript", "xmp", "b")),
    *(f"<zq7 {on}=alert(1)>" for on in ("onload", "onerror", "onclick", "onfocus", "onmouseover", "hx-on:click")),
    *(
        f"{close}<zq7>"
        for close in ("</textarea>", "</title>", "</option></select>", "'>", '">', "-->", "]]>", "\\x3c")
    ),
    '"zq7 autofocus onfocus="alert(1)',
    "'zq7 autofocus onfocus='alert(1)",
    "`zq7`onfocus=alert(1)",
    "<<zq7//",
    "&lt;zq7&gt; &amp; &#60;zq7&#62;",
    "<!-- zq7 -->",
    "<a href=javascript:alert(1)>zq7</a>",
    "<a href='data:text/html;base64,AAAA'>zq7</a>",
]
QUERIES = [
    "' OR '1'='1",
    "'; DROP TABLE people_person; --",
    '" OR ""="',
    "1) UNION SELECT NULL--",
    "admin'--",
    "%' AND 1=0 --",
    "\\'; SELECT pg_sleep(0); --",
    "$$ || 1 $$",
    "{1,2}",
    "a:* & b | !c",
]
TEMPLATES = [
    "{{ 7|add:7 }}",
    "{% debug %}",
    "{% load static %}",
    "${7*7}",
    "#{7*7}",
    "%s %d %(name)s %n",
    "{0} {name} {x.__class__}",
    "%%%",
]
COMMANDS = [
    "; ls -la",
    "$(id)",
    "`id`",
    "| cat /etc/passwd",
    "&& true",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/dev/null",
    "file:///etc/passwd",
    "C:\\CON\\NUL",
    "-rf --help",
]
SHEETS = ["=1+1", "+1", "-1+1", "@SUM(1)", "=HYPERLINK(1)", "\tx", "|x", "=cmd|' /C x'!A0"]
LETTERS = [
    "Peña Ñandú Ünïcödé",
    "n\u0303 e\u0301 combining",
    "\u202egnirts desrever\u202c",
    "zero\u200bwidth\u200djoin\ufeff",
    "a\u00a0b\u2028c\u2029d",
    "漢字かな교육",
    "العربية עברית",
    "𝕹𝖆𝖒𝖊 𐍈 🏳️‍🌈 👩‍👩‍👧‍👦",
    "ﬁ ﬃ Ⅷ ① ｆｕｌｌ",
    "İıſß ẞ Ǆ",
    "Z\u0351\u036b\u0343a\u0329\u0321l\u034eg\u0321o\u0322",
    "a\u0300" * 40,
    "\u0085\u009f\u001b[31m",
    "quote “‘’” dash – — …",
    "\ud7ff\ue000\uffff",
]
NUMBERS = [
    *("0", "-1", "00", "1e309", "-0", "NaN", "Infinity", "0x1F", "1,000.5", "1.000,5", "９９", "½", "2147483648"),
    *("9223372036854775808", "99999999999999999999999999", "1_000", "+7", "1/0"),
]
DAYS = [
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "-0001-01-01",
    "31.12.2026",
    "2019-04-31/2019-01-01",
    "now()",
    "24:00",
]
WORDS = [
    *("null", "None", "undefined", "true", "false", "NULL", "nil", "__proto__", "constructor", "self", "id", "pk"),
    *("sealed:AAAA", "sealed:", "AMP-2026-000001", "admin", "root@localhost", "a,b;c|d", " ", "  x  ", "line\r\nline"),
]
# They spoil whatever stands beside them, so each goes alone.
ALONE = ["\x00", "a\x00b", "x" * 20_000, "é" * 20_000, "\r\n" * 500, ""]

TOGETHER = [*MARKUP, *QUERIES, *TEMPLATES, *COMMANDS, *SHEETS, *LETTERS, *NUMBERS, *DAYS, *WORDS]
ALL = [*TOGETHER, *ALONE]


def appears_raw(text: str, page: str) -> bool:
    """Whether markup or a quotation mark out of what was sent stands in the page as it was sent."""
    return any(bit in page for bit in text.split(" ") if "zq7" in bit and any(sign in bit for sign in "<\"'"))
