"""`lieny serve`: one command up, one signal down, and up again whatever is killed."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from lieny.node.postgres.processes import processes_of


def free_port() -> int:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/_ready", headers={"Host": "localhost"})
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def wait_for(condition, seconds=90):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.2)


@contextlib.contextmanager
def served(node, port):
    process = subprocess.Popen(
        [sys.executable, "-m", "lieny.node", "serve", "--port", str(port), "--workers", "1"],
        env=node.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert f"http://localhost:{port}" in process.stdout.readline()
        yield process
    finally:
        process.terminate()
        process.wait(90)
        process.stdout.close()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_one_signal_stops_everything(peopled, sign):
    port = free_port()
    with served(peopled, port) as process:
        assert answer(port) == 204
        process.send_signal(sign)
        assert process.wait(90) == 0
        assert answer(port) == 0
        assert processes_of(peopled.folder.cluster) == []


def test_what_is_killed_comes_back(peopled):
    port = free_port()
    with served(peopled, port) as process:
        for victim in processes_of(peopled.folder.cluster):
            os.kill(victim, signal.SIGKILL)
        wait_for(lambda: answer(port) == 204)
        web = [pid for pid in children(process.pid) if b"granian" in command(pid)]
        assert len(web) == 1
        os.killpg(web[0], signal.SIGKILL)
        wait_for(lambda: answer(port) == 204)
    assert processes_of(peopled.folder.cluster) == []


def children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children") as source:  # noqa: PTH123
        return [int(child) for child in source.read().split()]


def command(pid: int) -> bytes:
    with open(f"/proc/{pid}/cmdline", "rb") as source:  # noqa: PTH123
        return source.read()


def test_pages_stop_when_the_launcher_is_killed(peopled):
    port = free_port()
    with served(peopled, port) as process:
        process.kill()
        process.wait()
        wait_for(lambda: answer(port) == 0)
    with served(peopled, port):  # the server that was left behind is taken over
        assert answer(port) == 204


def test_a_second_portal_on_the_same_folder_or_port_is_refused(peopled, new_node):
    port = free_port()
    with served(peopled, port):
        assert "đang chạy" in peopled.lieny("serve", "--port", str(free_port()), status=1)
        other = new_node()
        assert "cổng" in other.lieny("serve", "--port", str(port), status=1)
        assert processes_of(other.folder.cluster) == []
        assert answer(port) == 204


def test_other_machines_are_not_let_in_without_https(new_node):
    node = new_node()
    assert "LIENY_PUBLIC_URL" in node.lieny("serve", "--host", "0.0.0.0", status=1)  # noqa: S104
    assert not node.folder.root.exists()


def test_behind_a_proxy_cookies_are_bound_to_https(peopled):
    peopled.variables |= {
        "LIENY_PUBLIC_URL": "https://lieny.hcm.example",
        "LIENY_BEHIND_PROXY": "1",
    }
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "lieny.node", "serve", "--port", str(port), "--workers", "1"],
        env=peopled.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert "https://lieny.hcm.example" in process.stdout.readline()
        seen = {}
        for host, proto in (
            ("lieny.hcm.example", "https"),
            ("lieny.hcm.example", "http"),
            ("evil.example", "https"),
        ):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            headers = {"Host": host, "X-Forwarded-Proto": proto}
            connection.request("GET", "/tai-khoan/login/", headers=headers)
            seen[host, proto] = connection.getresponse()
            connection.close()
        good = seen["lieny.hcm.example", "https"]
        assert good.status == 200
        cookie = good.headers["Set-Cookie"].strip()
        assert cookie.startswith("__Host-lieny-csrf=")
        assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
        assert good.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert seen["lieny.hcm.example", "http"].status == 301
        assert seen["evil.example", "https"].status == 400
    finally:
        process.terminate()
        process.wait(90)
        process.stdout.close()


def test_slow_lines_hold_nobody_up(peopled):
    """Many send a form over lines that stand still; who asks meanwhile is answered."""
    port = free_port()
    begun = (
        b"POST /tai-khoan/login/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        b"Cookie: lieny-csrf=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\nContent-Length: 20\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\nlogin=a"
    )
    with served(peopled, port), contextlib.ExitStack() as kept:
        lines = [
            kept.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            for _ in range(50)
        ]
        for line in lines:
            line.sendall(begun)
        time.sleep(1)  # until each of them holds a thread
        assert answer(port) == 204
        lines[0].sendall(b"&password=xyz")  # one goes on, and is told what is missing
        assert lines[0].makefile("rb").readline().split()[1] == b"403"


def test_the_key_of_sessions_is_made_once_and_is_nobody_elses(peopled):
    key = peopled.folder.root / "secrets" / "django"
    before = key.read_text()
    assert len(before) >= 48
    peopled.lieny("account", "way-in", "hoa@syt.example")
    assert key.read_text() == before
    assert key.stat().st_mode & 0o777 == 0o600


def test_the_commands_for_lists_do_not_load_the_portal():
    code = (
        "import importlib, sys\n"
        "from click.testing import CliRunner\n"
        "from lieny.node.cli import lieny\n"
        "importlib.import_module('lieny.registry.cli.check')\n"
        "CliRunner().invoke(lieny, ['read', 'name', 'BS. Lê Văn Tám'])\n"
        "print(sorted({'django', 'psycopg', 'allauth'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
