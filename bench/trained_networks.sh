#!/usr/bin/env bash
# The networks and the tables of docs/trained-networks.md: three tasks, two seeds, 512 and 128 units, trained by
# `secateur rnn train` as it comes (12,000 updates of 64 trials), then pruned by every rule and repaired in every way. It goes on
# where it stopped: a training from its checkpoint, a table from the numbers in OUT/retention.csv.
#
#   bench/trained_networks.sh OUT [train | tables]
#
# About two hours of one core for the training and two for the tables. Environment: JOBS (1) trainings at a time, a core each;
# SIZES ("512 128"), TASKS, SEEDS ("1 2"), UPDATES (12000); TABLES ("rules caps refits noise"); SECATEUR, the command
# (the launcher of this folder), and BENCH, a class path that has the benchmarks, built if it is not given.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 2; }
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1" && cd "$1"
what=${2:-all}

train() { # task units seed
  local net="$1-$2-$3.safetensors"
  [ -s "$net" ] || "${SECATEUR:-$here/secateur}" rnn train --task "$1" --units "$2" --updates "${UPDATES:-12000}" --seed "$3" \
    --threads 1 --progress plain --json -o "$net" > "$1-$2-$3.json" 2> "$1-$2-$3.log" || { cat "$1-$2-$3.log"; return 1; }
}

networks=()
for units in ${SIZES:-512 128}; do
  for seed in ${SEEDS:-1 2}; do
    for task in ${TASKS:-dlydm1intseq dm1seqr dmsintseq}; do
      networks+=("$task-$units-$seed.safetensors")
      if [ "$what" != tables ]; then
        while [ "$(jobs -rp | wc -l)" -ge "${JOBS:-1}" ]; do wait -n; done
        train "$task" "$units" "$seed" &
      fi
    done
  done
done
while [ "$(jobs -rp | wc -l)" -gt 0 ]; do wait -n; done
[ "$what" != train ] || exit 0

java=${SECATEUR_JAVA:-${JAVA_HOME:+$JAVA_HOME/bin/java}}
if [ -z "${BENCH:-}" ]; then
  (cd "$here" && mvn -q -B -Pquick package -Dmaven.test.skip=true -Dspotless.check.skip=true -pl core,io,bench -am \
    dependency:build-classpath -Dmdep.outputFile=target/classpath)
  BENCH=$here/bench/target/classes:$(cat "$here/bench/target/classpath")
fi
for table in ${TABLES:-rules caps refits noise}; do
  "${java:-java}" --enable-native-access=ALL-UNNAMED -Xmx3g -cp "$BENCH" org.secateur.bench.RetentionTable "$table" \
    retention.csv "${networks[@]}" > "$table.part" && mv "$table.part" "$table.md"
  cat "$table.md"
done
