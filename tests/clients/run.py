"""Partners' clients in Python, Node and Java see absent and zero apart.

Each is built from the archive of protos that deploy/local/up hands out. A
language whose tools this machine lacks is reported as skipped, by name.

Usage: run.py --binaries DIR --archive ZIP --tools DIR --protoset FILE
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "harness"))
import stubs  # noqa: E402
from stack import Stack  # noqa: E402

SCHEME = "schemes/client-case"
EXPECTED = ["absent VERDICT_NEEDS_INFORMATION", "zero VERDICT_NEAR_MISS"]


def publish_scheme(stack):
    """A scheme that asks for ten members."""
    _, catalog, matching = stubs.clients(stack)
    catalog.call("CreateDepartment", {"department": {
        "name": "departments/case", "title": "Case",
        "level": "DEPARTMENT_LEVEL_STATE"}})
    catalog.call("CreateScheme", {"scheme": {
        "name": SCHEME, "title": {"text": {"en": "Client case"}},
        "department": "departments/case"}})
    version = SCHEME + "/versions/v1"
    catalog.call("CreateSchemeVersion", {"scheme_version": {
        "name": version, "conditions": [{
            "id": "size", "expression": "members >= 10",
            "description": {"text": {"en": "At least ten members"}},
            "citations": [{"document": "Client case", "restated": "Ten.",
                           "confidence": "CONFIDENCE_ILLUSTRATIVE"}]}]}})
    token = stubs.publish(catalog, version).token
    matching.call("MatchSchemes", {"profile": {},
                                   "read_at": {"at_least_token": token}})


def run(command, **options):
    result = subprocess.run(command, text=True, capture_output=True,
                            timeout=500, check=False, **options)
    if result.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}:\n"
                           f"{result.stdout[-3000:]}{result.stderr[-3000:]}")
    return result.stdout


def python_client(address, protos, work):
    generated = work / "python"
    generated.mkdir(exist_ok=True)
    files = [str(p.relative_to(protos)) for p in protos.rglob("*.proto")
             if "google" not in p.parts[len(protos.parts):]]
    run([sys.executable, "-m", "grpc_tools.protoc", f"-I{protos}",
         f"--python_out={generated}", f"--grpc_python_out={generated}",
         "google/type/date.proto", "google/rpc/status.proto", *files],
        cwd=protos)
    # google.type.Date and google.rpc.Status are generated next to Google's own package
    # of the same name; a path entry of ours joins both.
    script = ("import google, runpy, sys; "
              f"google.__path__.append({str(generated / 'google')!r}); "
              "sys.argv = sys.argv[1:]; "
              "runpy.run_path(sys.argv[0], run_name='__main__')")
    return run([sys.executable, "-c", script,
                str(HERE / "python" / "absent_and_zero.py"), address, SCHEME],
               env={**os.environ, "PYTHONPATH": str(generated)})


def node_client(address, protos, work):
    if not shutil.which("npm"):
        return None
    folder = work / "node"
    shutil.copytree(HERE / "node", folder, dirs_exist_ok=True)
    if not (folder / "node_modules" / "@grpc" / "grpc-js").exists():
        run(["npm", "install", "--no-audit", "--no-fund", "--silent"], cwd=folder)
    return run(["node", "absent_and_zero.js", address, SCHEME, str(protos)],
               cwd=folder)


def java_client(address, protos, work):
    if not shutil.which("mvn") or not shutil.which("javac"):
        return None
    folder = work / "java"
    shutil.copytree(HERE / "java", folder, dirs_exist_ok=True)
    # Google's messages are in the client library already.
    sources = folder / "protos"
    shutil.rmtree(sources, ignore_errors=True)
    shutil.copytree(protos / "sangam", sources / "sangam")
    return run(["mvn", "-q", "-B", f"-Dprotos={sources}", "compile", "exec:java",
                f"-Dexec.args={address} {SCHEME}"], cwd=folder)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binaries", required=True)
    parser.add_argument("--archive", required=True)
    parser.add_argument("--tools", required=True, type=pathlib.Path)
    parser.add_argument("--protoset", required=True)
    options = parser.parse_args()
    stubs.load(options.protoset)
    work = options.tools / "clients"
    protos = work / "protos"
    shutil.rmtree(protos, ignore_errors=True)
    protos.mkdir(parents=True)
    with zipfile.ZipFile(options.archive) as archive:
        archive.extractall(protos)
    failed = 0
    with Stack(options.binaries) as stack:
        publish_scheme(stack)
        for client in (python_client, node_client, java_client):
            printed = client(stack.address("matching"), protos, work)
            if printed is None:
                print(f"{client.__name__}: skipped: this machine lacks its tools")
                continue
            # Maven wraps what a program prints in colour codes.
            good = re.findall(r"(?:absent|zero) VERDICT_\w+",
                              printed) == EXPECTED
            failed += not good
            print(f"{client.__name__}: {'ok' if good else 'FAILED: ' + printed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
