"""A disclosure that attacks whoever reads it, in every way that text can."""

from __future__ import annotations

from pathlib import Path

from disclosures import TEXT

RTL = "\u202e\u2067\u200f"
ATTACKS = (
    "<script>window.hurt=1;alert(1)</script>",
    "<img src=x onerror=\"window.hurt=1;fetch('http://127.0.0.1:9/x')\">",
    "<svg onload=window.hurt=1><script>window.hurt=1</script></svg>",
    "<svg><a xlink:href='javascript:window.hurt=1'><text>svg</text></a></svg>",
    "[click](javascript:window.hurt=1) ![x](http://127.0.0.1:9/y.png)",
    "$\\href{javascript:window.hurt=1}{x}$ $$\\unicode{<img src=x onerror=window.hurt=1>}$$",
    "\\input{/etc/passwd} \\write18{touch hurt} \\url{http://127.0.0.1:9}",
    "=cmd|' /C calc'!A0 +1+1 @SUM(1) -2+3 \t=HYPERLINK(\"http://127.0.0.1:9\")",
    "<iframe srcdoc='<script>parent.hurt=1</script>'></iframe>",
    "<style>@import 'http://127.0.0.1:9/a.css';</style></style></title></textarea></svg>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9'><base href='http://127.0.0.1:9'>",
    "<form action='http://127.0.0.1:9'><button autofocus onfocus=window.hurt=1>x</button></form>",
    "' onmouseover='window.hurt=1' x=' \" onfocus=\"window.hurt=1\" autofocus \"",
    "{{ 7*7 }} {% raw %} ${7*7} <%= 7*7 %> &lt;script&gt;window.hurt=1&lt;/script&gt;",
    "]]><!-- --!><![CDATA[ <script>window.hurt=1</script>",
    "\u202e\u2066evil\u2069 \u200b\u200d\ufeff \U000e0041",
)
UNIT = f"某县测试局{RTL}<b onclick=window.hurt=1>fdp.exe"


def disclosure(folder: Path, padding: int = 0) -> Path:
    """Write the disclosure with an attack in every place and `padding` bytes of prose."""
    attacks = "\n".join(ATTACKS)
    text = TEXT.replace("（一）机关", f"（一）{RTL}机关").replace("\n三、", f"\n{attacks}\n三、", 1)
    text = text.replace("基本支出578.15", f"基本支出{ATTACKS[0]}578.15", 1)
    line = "单位职责与机构设置情况的一般文字，没有数字。" * 8
    text += f"{attacks}\n" + f"{line}\n" * (padding // len(f"{line}\n".encode()))
    path = folder / "2023年度<img src=x onerror=window.hurt=1>决算.txt"
    path.write_text(text, "utf-8")
    return path
