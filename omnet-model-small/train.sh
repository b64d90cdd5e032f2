#!/bin/sh
# Trains omnet-small as it ships, in OUT, from the 24 subjects in DATA, and writes OUT/omnet-small.zip:
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
width=${WIDTH:-16} fold_steps=${FOLD_STEPS:-2400} steps=${STEPS:-4000}
settings="--width $width --engine pytorch --precision bfloat16 --checkpoint-every 100 ${MORE:-}"

# Networks that tell the fine level of subjects that they have not seen.
# shellcheck disable=SC2086
$omnet cross-validate --data "$data" --out "$out/folds" --folds 4 --preset few-subjects --channels symmetry \
  --remove-enhancement 0.2 --iterations "$fold_steps" --seed 3 $settings
# The coarse level that ships.
# shellcheck disable=SC2086
$omnet train --data "$data" --out "$out/coarse" --preset few-subjects --channels symmetry \
  --iterations "$steps" --seeds 5,6 $settings
# The fine level.
if [ -e "$out/fine/config.json" ]; then
  $omnet train --resume "$out/fine"
else
  # shellcheck disable=SC2086
  $omnet train --data "$data" --out "$out/fine" --preset two-level --coarse "$out/folds" \
    --iterations "$steps" --seed 5 $settings
fi
$omnet model set "$out/coarse" --name coarse --out "$out/coarse.zip"
$omnet model set "$out/fine" --coarse "$out/coarse.zip" --coarse-share 0.5 --weights int8 \
  --threshold WT=0.4,TC=0.4,ET=0.4 --rule components --rule coreless-parts --rule far-core --rule little-enhancing \
  --name omnet-small --out "$out/omnet-small.zip"
