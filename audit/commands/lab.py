"""`audit lab`: open the workbench in JupyterLab with a disclosure loaded."""

from __future__ import annotations

import argparse
import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from audit.commands.documents import complain
from audit.errors import AuditError
from audit.export.output import atomic

if TYPE_CHECKING:
    from audit.batch.workbench import Workbench
    from audit.commands.parser import Subparsers

FOLDER = ".audit"
_NEWS = "@jupyterlab/apputils-extension:announcements"
EXAMPLES = """\
例 · examples:
  audit lab
  audit lab disclosure.docx
  audit lab units/某局/2023 --dir 某局 --lang en
  audit lab disclosure.pdf --no-browser --port 8899

在 --dir 里放一份笔记本的副本（已有的保留，只改参数），打开 0_overview。不指定文件则用自带样例。
复核记录存放在其旁的 reports/<单位>/<年度>/decisions.jsonl，与 audit run 相同。
Copies the notebooks into --dir (a copy that is there stays, only its parameters are set) and
opens 0_overview. Decisions are kept beside it, where audit run finds them.
"""


def add_parser(commands: Subparsers) -> None:
    """Add the command to the parser."""
    parser = commands.add(
        "lab",
        "在 JupyterLab 中打开工作台 · open the workbench in JupyterLab",
        EXAMPLES,
        run,
    )
    parser.add_argument(
        "path", nargs="?", metavar="PATH", help="文件或文件夹 · file or folder (default: sample)"
    )
    parser.add_argument(
        "--dir",
        default="audit-lab",
        metavar="DIR",
        help="笔记本副本所在文件夹 · folder of the working copy (default: audit-lab)",
    )
    parser.add_argument("--unit", default="", help="单位名称 · the unit's name")
    parser.add_argument("--year", default=None, help="年度 · year")
    parser.add_argument(
        "--no-browser", action="store_true", help="不打开浏览器 · print the address only"
    )
    parser.add_argument("--port", type=_port, metavar="N", help="端口 · port (default: 8888)")
    parser.add_argument(
        "--allow-root", action="store_true", help="以 root 运行 · let root run JupyterLab"
    )
    commands.add_edition(parser)
    commands.add_language(parser)


def run(options: argparse.Namespace) -> int:
    """Return 0 when JupyterLab was closed; may raise AuditError before it is opened."""
    if find_spec("jupyterlab") is None:
        raise AuditError("没有安装 JupyterLab；请运行 pip install jupyterlab 后重试。")
    from audit.batch.workbench import make_workbench, sample
    from audit.views.parameters import check_parameters

    source = options.path or str(sample())
    if not Path(source).exists():
        raise AuditError(f"{source}：没有这个文件或文件夹；请核对路径。")
    given = check_parameters(source, options.unit, options.year, options.edition, options.lang)
    bench = make_workbench(Path(options.dir), given)
    complain(f"工作台：{bench.overview}（{given.path.name}）")
    return _serve(bench, options)


def lab_arguments(bench: Workbench, options: argparse.Namespace) -> list[str]:
    """Return what JupyterLab is started with: it asks nothing of the network."""
    folder = bench.folder.resolve()
    place = quote(f"{folder.name}/{bench.overview.name}")
    told = [
        f"--ServerApp.root_dir={folder.parent}",
        f"--LabApp.default_url=/lab/tree/{place}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    told += ["--no-browser"] if options.no_browser else []
    told += ["--allow-root"] if options.allow_root else []
    return told if options.port is None else [*told, f"--port={options.port}"]


def _serve(bench: Workbench, options: argparse.Namespace) -> int:
    from jupyterlab.labapp import LabApp

    _ask_for_no_news(bench.folder / FOLDER)
    sys.argv = ["jupyter-lab"]  # what it shows as its own name
    LabApp.launch_instance(argv=lab_arguments(bench, options))
    return 0


def _ask_for_no_news(folder: Path) -> None:
    """Let JupyterLab leave out its question about news from the network."""
    config = folder / "labconfig"
    config.mkdir(parents=True, exist_ok=True)
    with atomic(config / "page_config.json") as file:
        file.write(json.dumps({"disabledExtensions": {_NEWS: True}}) + "\n")
    known = os.environ.get("JUPYTER_CONFIG_PATH", "")
    paths = [str(folder.resolve()), *([known] if known else [])]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(paths)


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text} 不是端口号 · is not a port")
    return int(text)
