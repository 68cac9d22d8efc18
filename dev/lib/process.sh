# Servers in the background, each with a pid file and a log in the state folder. Sourced by dev/kube and dev/bastion;
# reads the variable $state.

marker=.drawbridge-state

# take_state_folder: $state becomes an empty folder of ours; a folder with somebody else's files is refused.
take_state_folder() {
    if [ -n "$(ls -A "$state" 2>/dev/null)" ] && [ ! -e "$state/$marker" ]; then
        die "$state holds other files: name an empty folder"
    fi
    drop_state_folder
    mkdir -p "$state/log" "$state/pid"
    : >"$state/$marker"
}

drop_state_folder() {
    if [ -e "$state/$marker" ]; then rm -rf "$state"; fi
}

# launch NAME PROGRAM ARGUMENT...: starts a server that outlives this script and holds none of its streams, through the
# command in the array as_user if there is one.
as_user=()
launch() {
    local name=$1
    shift
    setsid ${as_user[@]+"${as_user[@]}"} "$@" </dev/null >"$state/log/$name.log" 2>&1 9>&- &
    printf '%s %s\n' "$!" "$(started_at "$!")" >"$state/pid/$name"
}

# started_at ID: the kernel's time stamp of a living process; empty for one that has ended (a zombie has).
started_at() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '$1 != "Z" && $1 != "X" { print $20 }'; }

# running NAME: is the process that we started still there? A reused process id has another time stamp.
running() {
    local id since
    [ -r "$state/pid/$1" ] || return 1
    read -r id since <"$state/pid/$1"
    [ -n "$since" ] && [ "$(started_at "$id")" = "$since" ]
}

all_running() {
    local name
    for name in "$@"; do running "$name" || return 1; done
}

# await NAME SECONDS COMMAND...: until the command succeeds; gives up when the server dies or the time is over.
await() {
    local name=$1 deadline=$((SECONDS + $2))
    shift 2
    until "$@"; do
        if ! running "$name"; then
            complain "$name ended while it was starting" "$name"
            return 1
        elif [ "$SECONDS" -ge "$deadline" ]; then
            complain "$name did not answer in time" "$name"
            return 1
        fi
        sleep 0.1
    done
}

complain() {
    tail -n 8 "$state/log/$2.log" | cut -c1-300 | sed 's/^/    | /' >&2
    say "$1. The whole log: $state/log/$2.log"
}

# descendants ID: the process and all below it (an SSH session outlives its server otherwise).
descendants() {
    printf '%s\n' "$1"
    local child
    for child in $(cat /proc/[0-9]*/stat 2>/dev/null | sed 's/ (.*) / /' | awk -v parent="$1" '$3 == parent { print $1 }'); do
        descendants "$child"
    done
}

# stop_all NAME...: asks politely, waits up to 10 seconds, then insists.
stop_all() {
    local name id rest family
    for name in "$@"; do
        running "$name" || continue
        read -r id rest <"$state/pid/$name"
        family=$(descendants "$id")
        kill $family 2>/dev/null || true
        for _ in $(seq 100); do
            running "$name" || break
            sleep 0.1
        done
        if running "$name"; then kill -9 $family 2>/dev/null || true; fi
    done
    for name in "$@"; do rm -f "$state/pid/$name"; done
}

report_processes() {
    local name id rest
    for name in "$@"; do
        if running "$name"; then
            read -r id rest <"$state/pid/$name"
            say "  $name: process $id, $(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$id/status") MB"
        else
            say "  $name: not running"
        fi
    done
}

# free_ports COUNT: so many different loopback ports that nothing listens on, below the range of outgoing connections.
free_ports() {
    local wanted=$1 chosen='' port
    while [ "$wanted" -gt 0 ]; do
        port=$((16000 + (RANDOM * 32768 + RANDOM) % 16000))
        case " $chosen " in *" $port "*) continue ;; esac
        if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then continue; fi
        chosen="$chosen $port"
        wanted=$((wanted - 1))
    done
    printf '%s\n' "${chosen# }"
}
