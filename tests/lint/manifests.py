"""Builds the Kubernetes manifests and checks them against the API's schemas.

`kubectl kustomize` (or kustomize) is used if it is there; otherwise the files
that kustomization.yaml names are read one by one, which checks the same objects
without the common labels.
"""

import pathlib
import re
import shutil
import subprocess
import sys

import kubernetes_validate
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
KUBERNETES = ROOT / "deploy" / "kubernetes"
BASE = KUBERNETES / "base"
# What an overlay may add.
BACKUP = KUBERNETES / "backup" / "backups.yaml"
VERSION = "1.31"
# In each main.cc the flags are declared; a manifest must not name another.
FLAG = re.compile(r"ABSL_FLAG\(\s*[\w:]+,\s*(\w+)")


def build():
    for command in (["kubectl", "kustomize"], ["kustomize", "build"]):
        if shutil.which(command[0]):
            return subprocess.run([*command, str(BASE)], text=True, check=True,
                                  capture_output=True).stdout
    named = yaml.safe_load((BASE / "kustomization.yaml").read_text())["resources"]
    return "\n---\n".join((BASE / name).read_text() for name in named)


def flags_of(program):
    folder = program.removeprefix("sangam_")
    sources = [*(ROOT / "services" / folder).glob("*.cc"),
               *(ROOT / "common" / "server").glob("*.cc")]
    return {name for source in sources
            for name in FLAG.findall(source.read_text())}


def check(manifest):
    """Yields what is wrong with one object."""
    name = f"{manifest['kind']} {manifest['metadata']['name']}"
    try:
        kubernetes_validate.validate(manifest, VERSION, strict=True)
    except kubernetes_validate.ValidationError as error:
        yield f"{name}: {error.message}"
    work = manifest.get("spec", {})
    if manifest["kind"] == "CronJob":
        work = work["jobTemplate"]["spec"]
    pod = work.get("template", {}).get("spec", {})
    for container in pod.get("containers", []):
        program = container["command"][0]
        if not container["securityContext"]["readOnlyRootFilesystem"]:
            yield f"{name}: the root file system can be written"
        if program.startswith("sangam_"):
            for argument in container["args"]:
                flag = argument.removeprefix("--").split("=")[0]
                if flag not in flags_of(program):
                    yield f"{name}: {program} has no flag --{flag}"


def main():
    manifests = [m for text in (build(), BACKUP.read_text())
                 for m in yaml.safe_load_all(text) if m]
    broken = {"apiVersion": "apps/v1", "kind": "Deployment",
              "metadata": {"name": "x"}, "spec": {"replicas": "many"}}
    assert list(check(broken)), "the check does not see a wrong manifest"
    problems = [p for manifest in manifests for p in check(manifest)]
    print("\n".join(problems) or f"{len(manifests)} manifests are valid")
    return 1 if problems or len(manifests) < 8 else 0


if __name__ == "__main__":
    sys.exit(main())
