"""The AWS emulator of the sandbox: moto's server with the project's extension.

    python3 sandbox/emulator -p 5055 --account 111122223333 --zone example.net=Z0123456789ABC

It listens on the loopback address only and keeps everything in memory.
"""

import argparse
import os
import re
import sys
import threading


def zone(text: str) -> tuple[str, str]:
    """Reads `example.net=Z0123456789ABC`."""
    found = re.fullmatch(r"([a-z0-9.-]+)=(Z[A-Z0-9]{1,31})", text)
    if not found:
        raise argparse.ArgumentTypeError(f'want NAME=ID, such as example.net=Z0123456789ABC; got "{text}"')
    return found[1], found[2]


def arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="emulator", description="AWS emulator of the sandbox.")
    parser.add_argument("-p", "--port", type=int, required=True, help="port on the loopback address")
    parser.add_argument("--account", default="123456789012", help="the AWS account number it answers as")
    parser.add_argument(
        "--zone", type=zone, action="append", default=[], help="a hosted zone the account has: NAME=ID"
    )
    parser.add_argument(
        "--until-eof", action="store_true", help="end when standard input ends, as it does with its parent"
    )
    return parser.parse_args(argv)


def end_with_input() -> None:
    """Waits for the end of standard input, which comes when whoever started the emulator is gone."""
    sys.stdin.buffer.read()
    os._exit(0)


def main(argv: list[str]) -> None:
    given = arguments(argv)
    # moto reads these while it is imported, so they come first.
    os.environ["MOTO_ACCOUNT_ID"] = given.account
    os.environ["MOTO_ACM_VALIDATION_WAIT"] = "0"  # a certificate is issued at once, not after a minute
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"  # arn:aws:iam::aws:policy/... exist

    import extension
    from moto.server import main as serve

    extension.install()
    extension.add_zones(given.account, given.zone)
    if given.until_eof:
        threading.Thread(target=end_with_input, daemon=True).start()
    serve(["-H", "127.0.0.1", "-p", str(given.port)])


if __name__ == "__main__":
    main(sys.argv[1:])
