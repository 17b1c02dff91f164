#!/bin/sh
# Writes .env (or another file) from .env.example, with a new secret wherever the example has none. Never overwrites.
set -eu
cd "$(dirname "$0")/.."
file=${1:-.env}

if [ -e "$file" ]; then
  echo "$file is there already; remove it first if its secrets may be lost." >&2
  exit 1
fi

hex() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
key() { head -c 32 /dev/urandom | base64; }

umask 077
while IFS= read -r line; do
  case $line in
    SEALING_KEYS=) echo "SEALING_KEYS=k1:$(key)" ;;
    HASH_KEY=) echo "HASH_KEY=$(key)" ;;
    SESSION_KEYS=) echo "SESSION_KEYS=k1:$(key)" ;;
    PAGE_CLIENT_SECRET=) echo "$line$(hex)" ;;
    *_PASSWORD=) echo "$line$(hex)" ;;
    *) echo "$line" ;;
  esac
done <.env.example >"$file.new"
mv "$file.new" "$file"
echo "$file is written; only you can read it."
