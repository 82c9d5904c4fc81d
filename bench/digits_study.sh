#!/usr/bin/env bash
# The digit study of docs/boltzmann-findings.md: deep machines on 5,000 digits, seven criteria at equal numbers of synapses,
# three seeds, and fresh weights in the architectures that were found. It goes on where it stopped: finished parts are
# skipped, an interrupted one has its checkpoint.
#
#   bench/digits_study.sh SUBSET MNIST OUT
#
# SUBSET has the first 5,000 digits (train5000-*), MNIST the 10,000 test digits (t10k-*; docs/boltzmann-data.md says where
# from). Environment: UNITS (196; the paper's 676 takes about five times as long), SEEDS ("1 2 3"), THREADS (1).
set -euo pipefail
[ $# = 3 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 2; }
secateur=$(cd "$(dirname "$0")/.." && pwd)/secateur
subset=$(realpath "$1") mnist=$(realpath "$2")
mkdir -p "$3" && cd "$3"
data=("$subset/train5000-images-idx3-ubyte" --crop 4..23 --threshold mean)
classes=(--labels "$subset/train5000-labels-idx1-ubyte" --test "$mnist/t10k-images-idx3-ubyte" --test-labels "$mnist/t10k-labels-idx1-ubyte")
common=(--threads "${THREADS:-1}" -q)
cut=(--fraction-per-round 0.38,0.6 --rounds 3 --retrain 2 --samples 5000 --chains 500 --sweeps 30 --temperatures 500
  --measure-cuts --keep-rounds)

prune() { # seed criterion
  [ -d "p$1-$2.dbm" ] || "$secateur" boltzmann prune "full-$1.dbm" "${data[@]}" "${classes[@]}" --criterion "$2" "${cut[@]}" \
    "${common[@]}" --seed "$1" --json -o "p$1-$2.dbm" > "p$1-$2.json"
}
fresh() { # seed criterion: its architecture with fresh weights, trained for as many epochs in all
  [ -d "f$1-$2.dbm" ] || "$secateur" boltzmann fit "${data[@]}" --like "p$1-$2.dbm" --epochs 21 --pretrain 10 "${common[@]}" \
    --seed "2$1" -o "f$1-$2.dbm"
  score "f$1-$2"
}
score() { # machine
  [ -s "$1.json" ] || { "$secateur" boltzmann score "$1.dbm" "${data[@]}" "${classes[@]}" --temperatures 500 --samples 2000 \
    "${common[@]}" --json > "$1.part" && mv "$1.part" "$1.json"; }
}

seeds=${SEEDS:-1 2 3}
for seed in $seeds; do
  [ -d "full-$seed.dbm" ] || "$secateur" boltzmann fit "${data[@]}" --layers "400,400,${UNITS:-196}" --receptive-field 5x5 \
    --epochs 15 --pretrain 10 "${common[@]}" --seed "$seed" -o "full-$seed.dbm"
  score "full-$seed"
  for criterion in fi-diagonal weight exact-cost fi-local random random-units; do prune "$seed" "$criterion"; done
done
prune "${seeds%% *}" anti-fi
for seed in $seeds; do
  for criterion in fi-diagonal weight exact-cost random; do fresh "$seed" "$criterion"; done
done
