"""Asking a script of the local deployment for help, or misspelling a word, does
nothing else."""

import os
import pathlib
import subprocess
import sys
import tempfile

LOCAL = pathlib.Path(__file__).resolve().parents[2] / "deploy" / "local"


def tree(folder):
    return sorted((str(p), p.stat().st_mtime_ns) for p in folder.rglob("*"))


def check(script, data):
    """Yields what is wrong with one script; it looks for its data in `data`."""
    environment = {**os.environ, "SANGAM_DATA": str(data)}

    def run(*words):
        return subprocess.run([str(script), *words], env=environment, text=True,
                              capture_output=True, timeout=60, check=False)

    usage = f"Usage: deploy/local/{script.name}"
    for word in ("--help", "-h"):
        told = run(word)
        if told.returncode != 0 or usage not in told.stdout:
            yield f"{script.name} {word}: {told}"
    told = run("--hlep")
    if told.returncode != 2 or usage not in told.stderr or (
            "--hlep" not in told.stderr):
        yield f"{script.name} --hlep: {told}"


def main():
    scripts = [p for p in sorted(LOCAL.iterdir())
               if p.is_file() and os.access(p, os.X_OK)]
    problems = []
    with tempfile.TemporaryDirectory(prefix="sangam_scripts_") as folder:
        data = pathlib.Path(folder)
        with subprocess.Popen(["sleep", "600"]) as running:
            # As `up` notes a service that it started.
            started = pathlib.Path(f"/proc/{running.pid}/stat").read_text(
                encoding="utf-8").split(") ")[1].split()[19]
            (data / "run").mkdir()
            (data / "run" / "registry.pid").write_text(
                f"{running.pid} {started}\n", encoding="utf-8")
            before = tree(data)
            for script in scripts:
                problems += check(script, data)
            if running.poll() is not None:
                problems.append("a service was stopped")
            if tree(data) != before:
                problems.append(f"{before} became {tree(data)}")
            running.terminate()
    print("\n".join(problems) or
          f"{', '.join(p.name for p in scripts)} tell their usage")
    return 1 if problems or len(scripts) < 4 else 0


if __name__ == "__main__":
    sys.exit(main())
