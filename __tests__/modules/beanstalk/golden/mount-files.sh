#!/bin/bash
# Mounts the directories of the shared file system through their access points, with TLS and the role of the
# instance, and fails unless each of them works. Can be run again at any time.
set -euo pipefail

mounts=$(/opt/elasticbeanstalk/bin/get-config environment -k 'TEAMSTACKS_FILES')
if [ -z "$mounts" ]; then
  echo 'The environment property ''TEAMSTACKS_FILES'' is empty.' >&2
  exit 1
fi

fail() {
  echo "$1: $2" >&2
  exit 1
}

IFS=, read -ra entries <<< "$mounts"
for entry in "${entries[@]}"; do
  IFS=: read -r name file_system access_point mode <<< "$entry"
  directory='/efs'/"$name"
  line="$file_system:/ $directory efs _netdev,tls,iam,accesspoint=$access_point 0 0"

  mkdir -p "$directory"
  if ! grep -qxF "$line" /etc/fstab; then
    if mountpoint -q "$directory"; then umount "$directory"; fi
    # The line of an earlier access point.
    grep -vF " $directory efs " /etc/fstab > /etc/fstab.new || true
    echo "$line" >> /etc/fstab.new
    cat /etc/fstab.new > /etc/fstab
    systemctl daemon-reload
  fi

  # A mount target that was just made takes a while to have a name.
  for attempt in 1 2 3 4 5 6; do
    if mountpoint -q "$directory" || timeout 60 mount "$directory"; then break; fi
    sleep 10
  done
  mountpoint -q "$directory" || fail "$directory" 'not mounted'

  if [ "$mode" = rw ]; then
    probe=$(timeout 30 mktemp "$directory/.mount-test.XXXXXX") || fail "$directory" 'cannot be written'
    rm -f "$probe"
  else
    timeout 30 ls "$directory" > /dev/null || fail "$directory" 'cannot be read'
  fi
done
