# Debian packages without installing any: an apt state of our own, made from the machine's configured sources.
# Sourced by dev/kube and dev/bastion. Nothing outside the folder given to apt_open is written; no root is needed.

say() { printf '%s\n' "$*" >&2; }
die() { say "${0##*/}: $*"; exit 1; }

# run_logged LOG WHAT COMMAND...: runs quietly; a failure names the step, the log and its last lines.
run_logged() {
    local log=$1 what=$2 started=$SECONDS status=0
    shift 2
    say "  $what ..."
    set +e
    (set -e; "$@") >"$log" 2>&1
    status=$?
    set -e
    if [ "$status" -ne 0 ]; then
        tail -n 12 "$log" | sed 's/^/    | /' >&2
        die "failed: $what (after $((SECONDS - started)) s). The whole log: $log"
    fi
}

# cache_home: where everything that dev/ fetches or builds lives.
cache_home() { printf '%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}/drawbridge"; }

debian_codename() { sed -n 's/^VERSION_CODENAME=//p' /etc/os-release | tr -d '"'; }

# copy_sources FOLDER CODENAME: the machine's sources for this release ("" takes all), each also as a source-package archive.
copy_sources() {
    local folder=$1 codename=$2 number=0 file
    rm -f "$folder"/*.list "$folder"/*.sources
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [ -r "$file" ] || continue
        number=$((number + 1))
        awk -v codename="$codename" '
            /^[ \t]*deb[ \t]/ {
                line = $0
                sub(/#.*/, "", line)
                bare = line
                sub(/\[[^]]*\]/, "", bare)
                split(bare, word)
                if (codename == "" || index(word[3], codename) == 1) {
                    print line
                    sub(/deb/, "deb-src", line)
                    print line
                }
            }' "$file" >"$folder/$number.list"
    done
    for file in /etc/apt/sources.list.d/*.sources; do
        [ -r "$file" ] || continue
        number=$((number + 1))
        awk -v codename="$codename" '
            function flush() {
                if (isbinary && enabled && wanted) printf "Types: deb deb-src\n%s\n", kept
                kept = ""; isbinary = 0; enabled = 1; wanted = (codename == ""); insuites = 0
            }
            BEGIN { flush() }
            /^#/ { next }
            /^[ \t]*$/ { flush(); next }
            /^[^ \t]/ { insuites = 0 }
            tolower($1) == "types:" { for (i = 2; i <= NF; i++) if ($i == "deb") isbinary = 1; next }
            tolower($1) == "enabled:" { if (tolower($2) ~ /^(no|false|0|off)$/) enabled = 0 }
            tolower($1) == "suites:" { insuites = 1 }
            insuites { for (i = 1; i <= NF; i++) if (codename != "" && index($i, codename) == 1) wanted = 1 }
            { kept = kept $0 "\n" }
            END { flush() }' "$file" >"$folder/$number.sources"
    done
    find "$folder" -type f -size 0 -delete
}

# apt_open FOLDER LOG: makes the private state and fetches the package lists. Sets apt_state, which apt_private reads.
apt_open() {
    apt_state=$1
    local log=$2 codename
    command -v apt-get >/dev/null || die "apt-get is missing: this needs Debian (12 is known to work)"
    mkdir -p "$apt_state"/{lists/partial,cache/archives/partial,sources.d,trusted}
    [ -e "$apt_state/status" ] || : >"$apt_state/status"
    cat >"$apt_state/apt.conf" <<CONF
#clear APT::Update;
#clear DPkg::Post-Invoke;
Dir::State "$apt_state";
Dir::State::lists "$apt_state/lists";
Dir::State::status "$apt_state/status";
Dir::Cache "$apt_state/cache";
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$apt_state/sources.d";
APT::Sandbox::User "$(id -un)";
Acquire::Languages "none";
Acquire::Retries "3";
Acquire::http::Timeout "60";
Acquire::https::Timeout "60";
CONF
    codename=$(debian_codename)
    copy_sources "$apt_state/sources.d" "$codename"
    if [ -z "$(ls "$apt_state/sources.d")" ]; then copy_sources "$apt_state/sources.d" ""; fi
    [ -n "$(ls "$apt_state/sources.d")" ] || die "apt knows no package source: /etc/apt/sources.list and /etc/apt/sources.list.d name none"
    say "  reading the package lists of the machine's own sources ..."
    # One unreachable source must not stop us: what matters is whether the packages are known afterwards.
    apt_private update >"$log" 2>&1 || say "  (apt-get update complained; see $log)"
}

apt_private() { apt-get -c "$apt_state/apt.conf" "$@"; }

# source_version NAME: the newest version of a source package; empty when no source offers it.
source_version() {
    apt-cache -c "$apt_state/apt.conf" showsrc --only-source "$1" 2>/dev/null \
        | awk '/^Version:/ { print $2 }' | newest_version
}

newest_version() {
    local newest='' candidate
    while read -r candidate; do
        if [ -z "$newest" ] || dpkg --compare-versions "$candidate" gt "$newest"; then newest=$candidate; fi
    done
    printf '%s\n' "$newest"
}

# unpack_packages FOLDER NAME...: downloads binary packages and unpacks them below FOLDER, without their scripts.
unpack_packages() {
    local folder=$1 package
    shift
    mkdir -p "$apt_state/debs" "$folder"
    for package in "$@"; do
        rm -f "$apt_state/debs/${package}_"*.deb
        (cd "$apt_state/debs" && apt_private -q download "$package")
        dpkg -x "$apt_state/debs/${package}_"*.deb "$folder"
        dpkg-deb -W --showformat '${Package} ${Version}\n' "$apt_state/debs/${package}_"*.deb >>"$folder/packages"
    done
}
