# What a bash session of docs/guides.test.ts starts with. That test declares `scripts`: npm script → command.

# Job control makes each server a process group of its own.
set -m -o pipefail
servers=()

# Like npm, this prints what it starts, unless it is told to be silent.
npm() {
  local silent=''
  [ "$1" = run ] && shift
  [ "$1" = --silent ] && silent=yes && shift
  local command=${scripts[$1]} name=$1
  shift
  [ "$1" = -- ] && shift
  [ -n "$silent" ] || printf '\n> %s\n> %s\n\n' "$name" "$command"
  $command "$@"
}
# The package of this project, from its sources.
npx() { node --import tsx "mock/cli.ts" "${@:2}"; }
curl() { command curl -sS -w '%{stderr}status %{http_code}\n' "$@" 2>>.status; }

fail() { echo "$1: $2"; exit 1; }

# ready PROCESS WHERE PORT...: waits until the server answers at each port.
ready() {
  local server=$1 where=$2
  shift 2
  servers+=("$server")
  for port in "$@"; do
    until command curl -s -o .ready "localhost:$port"; do
      kill -0 "$server" 2>/dev/null || fail "$where" 'the server ended'
      sleep 0.05
    done
  done
}

# verify EXIT_CODE WHERE EXPECTED_EXIT_CODE [EXPECTED_STATUS]
verify() {
  [ "$1" = "$3" ] || fail "$2" "exit code $1 instead of $3"
  [ "$4" = none ] && fail "$2" 'a curl without a status in its comment'
  local status=$(sed -n 's/^status //p' .status)
  [ -z "$4" ] || [ "$status" = "$4" ] || fail "$2" "status $status instead of $4"
}

stop() {
  for server in "${servers[@]}"; do kill -- "-$server"; done
  wait
}
trap stop EXIT
