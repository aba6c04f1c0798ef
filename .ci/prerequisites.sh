# Sourced by ./start and ./test: what this machine must have, and how to get what is missing.

note() { printf '%s\n' "$*" >&2; }

require_dotnet() {
  if ! command -v dotnet >/dev/null; then
    note "The .NET SDK 10 is missing. Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and try again."
    return 1
  fi
  # global.json asks for 10.0; outside its folder the host would show any SDK.
  local version
  if ! version="$(dotnet --version 2>/dev/null)" || [[ "${version%%.*}" -ne 10 ]]; then
    note "The .NET SDK 10 is missing (found: ${version:-none that fits global.json})."
    note "Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and try again."
    return 1
  fi
}

require_node() {
  local version
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    note "Node.js 20 or newer (with npm) is missing. Install it from https://nodejs.org and try again."
    return 1
  fi
  version="$(node --version)"
  version="${version#v}"
  if ((${version%%.*} < 20)); then
    note "Node.js 20 or newer is needed; this is $version."
    return 1
  fi
}

# Debian packages that the tests need: installed when they are missing and we may, else named.
install_debian_packages() {
  local missing=()
  [[ -x /usr/bin/chromium ]] || missing+=(chromium)
  compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' >/dev/null || missing+=(fonts-noto-cjk)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
  ((${#missing[@]})) || return 0

  local as_root=()
  if ((EUID != 0)); then
    as_root=(sudo -n)
    if ! sudo -n true 2>/dev/null; then
      note "Missing: ${missing[*]}. Tests that need them will fail. To install them: sudo apt-get install ${missing[*]}"
      return 0
    fi
  fi
  if ! command -v apt-get >/dev/null; then
    note "Missing: ${missing[*]}. Tests that need them will fail. This system has no apt-get: install them its own way."
    return 0
  fi

  note "Installing ${missing[*]} ..."
  local log
  log="$(mktemp)"
  if ! { "${as_root[@]}" apt-get update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    note "Could not install ${missing[*]}. Tests that need them will fail. To try by hand: apt-get install ${missing[*]}"
  fi
  rm -f "$log"
}

# npm ci, once per lock file: the stamp in node_modules keeps the lock file's hash.
install_web_packages() {
  local stamp=web/node_modules/.lock-hash hash
  hash="$(sha256sum web/package-lock.json | cut -d ' ' -f 1)"
  if [[ "$(cat "$stamp" 2>/dev/null)" != "$hash" ]]; then
    (cd web && npm ci --no-audit --no-fund) || return 1
    printf '%s' "$hash" >"$stamp"
  fi
}
