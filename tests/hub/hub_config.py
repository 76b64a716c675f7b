"""The documented configuration, and a key by which the test asks the Hub for servers and tokens."""

import os

c = get_config()  # noqa: F821
load_subconfig(os.environ["HUB_CONFIG"])  # noqa: F821
c.JupyterHub.hub_port = int(os.environ["HUB_PORT"])
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{os.environ['PROXY_PORT']}"
c.JupyterHub.services = [{"name": "test", "api_token": os.environ["HUB_TEST_TOKEN"]}]
c.JupyterHub.load_roles = [
    {"name": "test", "scopes": ["admin:users", "admin:servers", "tokens", "access:servers"], "services": ["test"]}
]
