#!/bin/bash
# Before containers start, at a deployment and at a change of configuration: no container without its files.
set -euo pipefail
exec '/opt/teamstacks/mount-files.sh'
