#!/bin/sh
# Trains a model by the recipe of omnet-small, in OUT, from the 24 subjects in DATA, and writes OUT/omnet-small.zip:
#
#     omnet-model-small/train.sh DATA OUT
#
# That is 17,600 steps of 0.7 to 1 s, four to five hours, on one idle core with bfloat16 instructions; a machine that
# others share took 1 to 3 s a step. Stopped or killed, the same command goes on. The variable OMNET says how the program is started, such as "java -jar omnet-examples.jar"; the
# default is omnet. WIDTH, FOLD_STEPS, STEPS and MORE (further options of train) are for the test of this script.
set -eu
data=${1:?usage: train.sh DATA OUT}
out=${2:?usage: train.sh DATA OUT}
case $out in
  *,*) echo "train.sh: a comma in $out would divide the names of models; choose another OUT" >&2; exit 2 ;;
esac
omnet=${OMNET:-omnet}
# The bits of the weights depend on the number of compute threads.
export OMP_NUM_THREADS=1
steps=${STEPS:-4000}
settings="--width ${WIDTH:-16} --engine pytorch --precision bfloat16 --checkpoint-every 100 ${MORE:-}"

# A training that goes on keeps its settings, so a folder is of one choice of them.
chosen="$data | $settings | ${FOLD_STEPS:-2400} | $steps"
mkdir -p "$out"
if [ -e "$out/settings" ] && [ "$(cat "$out/settings")" != "$chosen" ]; then
  echo "train.sh: $out was begun with $(cat "$out/settings"), not with $chosen; choose another OUT" >&2
  exit 2
fi
echo "$chosen" > "$out/settings"

# train RUN OPTIONS: begins the training, or goes on with it if there is a checkpoint.
train() {
  run=$1
  shift
  if ls "$run"/checkpoints/iteration-*/checkpoint.json > /dev/null 2>&1; then
    $omnet train --resume "$run"
  else
    # shellcheck disable=SC2086
    $omnet train --data "$data" --out "$run" "$@" $settings
  fi
}

# Four networks, each of which has not seen a quarter of the subjects: they tell the fine level of these.
# shellcheck disable=SC2086
$omnet cross-validate --data "$data" --out "$out/folds" --folds 4 --preset few-subjects --channels symmetry \
  --iterations "${FOLD_STEPS:-2400}" --seed 3 $settings
train "$out/fine" --preset two-level --coarse "$out/folds" --iterations "$steps" --seed 5
# The coarse level that ships averages a network that has seen all subjects and two of the four.
train "$out/all" --preset few-subjects --channels symmetry --iterations "$steps" --seed 5
$omnet model set "$out/all,$out/folds/fold-1,$out/folds/fold-2" --name coarse --out "$out/coarse.zip"
$omnet model set "$out/fine" --coarse "$out/coarse.zip" --coarse-share 0.5 --weights int8 \
  --threshold WT=0.4,TC=0.4,ET=0.4 --rule components --rule coreless-parts --rule far-core --rule little-enhancing \
  --name omnet-small --out "$out/omnet-small.zip"
