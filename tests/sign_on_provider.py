"""A provider of OpenID Connect that lives for one test: it says who is there."""

import base64
import hashlib
import json
import ssl
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

SECRET = "bi-mat-cua-ung-dung"  # noqa: S105 - of a provider that lives for one test


class Provider:
    """Discovery, the page where somebody agrees, code for token, and who holds the token."""

    def __init__(self, **person):
        self.codes, self.scheme = {}, "http"
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_words):
                pass

            def do_GET(self):
                if self.path == "/.well-known/openid-configuration":
                    self.say(outer.told())
                elif self.path == "/userinfo":
                    token = self.headers["Authorization"].removeprefix("Bearer ")
                    self.say(outer.codes[token]["person"])
                elif self.path.startswith("/authorize?"):
                    asked = parse_qs(urlsplit(self.path).query)
                    back = urlencode(outer.agree(f"{outer.url}{self.path}", **person))
                    self.send_response(302)
                    self.send_header("Location", f"{asked['redirect_uri'][0]}?{back}")
                    self.end_headers()

            def do_POST(self):
                given = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                held = outer.codes[given["code"][0]]
                digest = hashlib.sha256(given["code_verifier"][0].encode()).digest()
                challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
                assert challenge == held["challenge"]
                assert given["client_secret"] == [SECRET]
                self.say({"access_token": given["code"][0], "token_type": "Bearer"})

            def say(self, words):
                body = json.dumps(words).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    @property
    def url(self):
        return f"{self.scheme}://localhost:{self.server.server_port}"

    @classmethod
    @contextmanager
    def running(cls, *, certificate=None, **person):
        """Serve; with a certificate (one file, key and all) over TLS."""
        one = cls(**person)
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            one.server.socket = context.wrap_socket(one.server.socket, server_side=True)
            one.scheme = "https"
        thread = threading.Thread(target=one.server.serve_forever)
        thread.start()
        try:
            yield one
        finally:
            one.server.shutdown()
            one.server.server_close()
            thread.join()

    def told(self):
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def agree(self, address, **person):
        """Do what the provider does when somebody has signed in there; give the way back."""
        asked = {name: one[0] for name, one in parse_qs(urlsplit(address).query).items()}
        assert address.startswith(f"{self.url}/authorize?")
        assert asked["code_challenge_method"] == "S256"
        code = f"ma-{len(self.codes)}"
        self.codes[code] = {"person": person, "challenge": asked["code_challenge"]}
        return {"code": code, "state": asked["state"]}
