#!/bin/sh
# Trains a model by the recipe of omnet-small, in OUT, from the 24 subjects in DATA, and writes OUT/omnet-small.zip:
#
#     omnet-model-small/train.sh DATA OUT
#
# It takes about four hours on one core with bfloat16 instructions. Stopped or killed, the same command goes on. The
# variable OMNET says how the program is started, such as "java -jar omnet-examples.jar"; the default is omnet.
set -eu
data=$1
out=$2
omnet=${OMNET:-omnet}
# The bits of the weights depend on the number of compute threads.
export OMP_NUM_THREADS=1
# The test of this script takes fewer steps of a narrower network.
steps=${STEPS:-4000}
settings="--data $data --width ${WIDTH:-16} --engine pytorch --precision bfloat16 --checkpoint-every 100 ${MORE:-}"

# train RUN OPTIONS: begins the training, or goes on with it.
train() {
  run=$1
  shift
  if [ -e "$run/config.json" ]; then
    $omnet train --resume "$run"
  else
    # shellcheck disable=SC2086
    $omnet train --out "$run" "$@" $settings
  fi
}

# Four networks, each of which has not seen a quarter of the subjects: they tell the fine level of these.
# shellcheck disable=SC2086
$omnet cross-validate --out "$out/folds" --folds 4 --preset few-subjects --channels symmetry \
  --remove-enhancement 0.2 --iterations "${FOLD_STEPS:-2400}" --seed 3 $settings
train "$out/fine" --preset two-level --coarse "$out/folds" --iterations "$steps" --seed 5
# The coarse level that ships averages a network that has seen all subjects and two of the four.
train "$out/all" --preset few-subjects --channels symmetry --iterations "$steps" --seed 5
$omnet model set "$out/all,$out/folds/fold-1,$out/folds/fold-2" --name coarse --out "$out/coarse.zip"
$omnet model set "$out/fine" --coarse "$out/coarse.zip" --coarse-share 0.5 --weights int8 \
  --threshold WT=0.4,TC=0.4,ET=0.4 --rule components --rule coreless-parts --rule far-core --rule little-enhancing \
  --name omnet-small --out "$out/omnet-small.zip"
