"""Refuse a port that another program answers at, before an address with it is printed.

``port_is_free.py ADDRESS PORT COMMAND``; exit status 1 and a sentence where it is not free.
"""

import socket
import sys

address, port, command = sys.argv[1:]
if not (port.isdecimal() and 0 < int(port) < 65536):
    sys.exit(f"{port!r} is not a port: write a number, such as make {command} PORT=8123")
with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
    if probe.connect_ex((address, int(port))) == 0:
        sys.exit(f"Port {port} is taken by another program; choose one: make {command} PORT=8123")
