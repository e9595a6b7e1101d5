"""Writes the table of HTML's named characters as Python's html.unescape knows them: Entities+Named.swift."""

import html.entities
from pathlib import Path

LIMIT = 90


def main():
    entries = [name + "=" + "+".join(f"{ord(sign):x}" for sign in text) for name, text in sorted(html.entities.html5.items())]
    lines, line = [], ""
    for entry in entries:
        if len(line) + len(entry) + 1 > LIMIT:
            lines.append(line)
            line = ""
        line += entry + " "
    lines.append(line)
    body = "\\\n".join("    " + line for line in lines)
    target = Path(__file__).parents[3] / "Sources/Jinja/Formatting/Entities+Named.swift"
    target.write_text(
        "extension Entities {\n  /// HTML's named characters: `name=code point in hexadecimal[+another]`, with `;` where it belongs to\n"
        "  /// the name. Written by Tests/Reference/jinja/entities.py.\n"
        "  static let table = \"\"\"\n" + body + "\n    \"\"\"\n}\n")


main()
