"""Texts that try to steer a terminal, a table or the one who reads."""

ATTACKS = {
    "colour": "\x1b[31mred\x1b[0m",
    "clear": "\x1b[2J\x1b[Hgone",
    "title": "\x1b]0;title\x07",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "link": "\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "device": "\x1bP$qm\x1b\\",
    "reset": "\x1bc",
    "alternate screen": "\x1b[?1049h",
    "report": "\x1b[6n\x1b[c",
    "C1 colour": "\x9b31mred",
    "C1 title": "\x9d0;title\x9c",
    "carriage return": "STOP\rfine",
    "backspace": "STOP\b\b\b\bfine",
    "bell": "\x07",
    "vertical tab": "a\x0bb\x0cc",
    "DEL": "a\x7fb",
    "bidi override": "\u202e5 01",
    "bidi isolate": "\u2066\u202e5\u2069",
    "zero width": "no\u200bne",
    "marks of direction": "\u200e\u200f\u061c",
    "byte order mark": "\ufeffnone",
    "line separator": "a\u2028b\u2029c",
    "tag signs": "\U000e0041\U000e0042\U000e007f",
    "private use": "\ue000\U000f0000\U0010fffd",
    "no characters": "\ufffe\uffff\U0001ffff",
    "markup": "[bold red]x[/bold red]",
    "unbalanced markup": "[/bold][/]",
    "markup link": "[link=http://evil.example]x[/link]",
    "emoji code": ":smiley: :warning:",
    "placeholders": "{0} {pain} %s %(x)s ${HOME} `id`",
}
"""By what they try."""


def harmless(text: str) -> bool:
    """Whether nothing in a text steers a terminal or hides from the reader."""
    return all(sign.isprintable() or sign in "\n\u00ad\u200d\u3000" for sign in text)
