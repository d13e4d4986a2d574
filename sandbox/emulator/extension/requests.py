"""Requests: work that moto repeats for each of them."""

import logging
from functools import cache

import moto.backends
import moto.core.responses
import moto.core.utils

# moto lists its package folder, lists the methods of a class and makes a botocore loader anew for
# every request. None of these changes while the server runs; together they are most of its CPU time.
moto.core.responses.method_names_from_class = cache(moto.core.responses.method_names_from_class)
moto.core.utils.create_loader = cache(moto.core.utils.create_loader)
_services = list(moto.backends.list_of_moto_modules())
moto.backends.list_of_moto_modules = lambda: _services

# The server would write a line for each of some ten thousand requests.
logging.getLogger("werkzeug").setLevel(logging.WARNING)
