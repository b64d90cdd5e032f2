(function () {
  'use strict';
  const root = document.getElementById('viewer');
  const config = JSON.parse(document.getElementById('viewer-config').textContent);
  const canvas = root.querySelector('canvas');
  const controls = root.querySelector('.controls');
  const place = root.querySelector('.place');
  const message = root.querySelector('.message');

  function base64(id) { return document.getElementById(id).textContent.trim(); }
  function fieldset(title) {
    const set = document.createElement('fieldset');
    const legend = document.createElement('legend');
    legend.textContent = title;
    set.append(legend);
    controls.append(set);
    return set;
  }
  function slider(set, name, rgb, start, change) {
    const label = document.createElement('label');
    if (rgb) {
      const swatch = document.createElement('span');
      swatch.className = 'swatch';
      swatch.style.background = 'rgb(' + rgb.join(',') + ')';
      label.append(swatch);
    }
    label.append(name + ' ');
    const input = document.createElement('input');
    input.type = 'range'; input.min = 0; input.max = 100; input.value = start;
    input.setAttribute('aria-label', 'Opacity of ' + name + ' in percent');
    input.addEventListener('input', function () { change(Number(input.value) / 100); });
    label.append(input);
    set.append(label);
  }
  // Only one label is visible: the viewer has one opacity for a whole volume.
  function table(entries, shown) {
    const map = { R: [0], G: [0], B: [0], A: [0], I: [0], labels: [''] };
    entries.forEach(function (entry) {
      map.R.push(entry.rgb[0]); map.G.push(entry.rgb[1]); map.B.push(entry.rgb[2]);
      map.A.push(entry === shown ? 255 : 0); map.I.push(entry.label); map.labels.push('');
    });
    return map;
  }

  async function start() {
    if (!document.createElement('canvas').getContext('webgl2')) {
      message.textContent = 'This browser has no WebGL 2; the pictures below show the same.';
      return;
    }
    root.querySelector('.stage').hidden = false;
    const NVImage = niivue.NVImage;
    const nv = new niivue.Niivue({
      logLevel: 'error', dragAndDropEnabled: false, isRadiologicalConvention: true, sagittalNoseLeft: true,
      backColor: [0, 0, 0, 1], crosshairWidth: 1, multiplanarShowRender: 0, loadingText: '',
      isColorbar: false, crosshairColor: [0.3, 0.9, 1, 1]
    });
    nv.onLocationChange = function (where) {
      const mm = where.mm;
      place.textContent = 'Right ' + mm[0].toFixed(1) + ' mm, anterior ' + mm[1].toFixed(1)
        + ' mm, superior ' + mm[2].toFixed(1) + ' mm';
    };
    await nv.attachToCanvas(canvas);
    nv.setSliceType(nv.sliceTypeMultiplanar);

    const loaded = new Map();
    async function grey(image) {
      if (!loaded.has(image.id)) {
        loaded.set(image.id, await NVImage.loadFromBase64({
          base64: base64(image.id), name: image.name + '.nii.gz', colormap: 'gray', opacity: 1,
          cal_min: 0, cal_max: 255
        }));
      }
      return loaded.get(image.id);
    }
    let current = await grey(config.images[0]);
    nv.addVolume(current);
    for (const map of config.maps) {
      const set = fieldset(map.name);
      for (const entry of map.entries) {
        const volume = await NVImage.loadFromBase64({
          base64: base64(map.id), name: map.id + entry.label + '.nii.gz', opacity: map.opacity
        });
        volume.setColormapLabel(table(map.entries, entry));
        nv.addVolume(volume);
        slider(set, entry.name, entry.rgb, Math.round(100 * map.opacity), function (alpha) {
          volume.opacity = alpha;
          nv.updateGLVolume();
        });
      }
    }
    if (config.layers.length > 0) {
      const set = fieldset('Layers');
      for (const layer of config.layers) {
        const volume = await NVImage.loadFromBase64({
          base64: base64(layer.id), name: layer.name + '.nii.gz', colormap: 'viridis', opacity: 0,
          cal_min: 1, cal_max: 255
        });
        nv.addVolume(volume);
        slider(set, layer.name, null, 0, function (alpha) {
          volume.opacity = alpha;
          nv.updateGLVolume();
        });
      }
    }

    const modalities = fieldset('Modality (keys 1 to ' + config.images.length + ')');
    async function show(n) {
      const next = await grey(config.images[n]);
      if (next !== current) {
        const old = current;
        current = next;
        nv.addVolume(next);
        nv.setVolume(next, 0);
        nv.removeVolume(old);
      }
      modalities.querySelectorAll('input')[n].checked = true;
      root.dataset.modality = config.images[n].name;
    }
    config.images.forEach(function (image, n) {
      const label = document.createElement('label');
      const radio = document.createElement('input');
      radio.type = 'radio'; radio.name = 'modality'; radio.checked = n === 0;
      radio.addEventListener('change', function () { show(n); });
      label.append(radio, ' ' + image.name);
      modalities.append(label);
    });

    const steps = {
      ArrowLeft: [1, 0, 0], ArrowRight: [-1, 0, 0], ArrowUp: [0, 1, 0], ArrowDown: [0, -1, 0],
      PageUp: [0, 0, 1], PageDown: [0, 0, -1]
    };
    // Before the viewer's own keys, which mean other things.
    root.querySelector('.stage').addEventListener('keydown', function (event) {
      if (event.target !== canvas) return;
      const step = steps[event.key];
      const number = Number(event.key);
      if (step) {
        // On screen, the patient's right is on the left.
        nv.moveCrosshairInVox(step[0], step[1], step[2]);
      } else if (number >= 1 && number <= config.images.length) {
        show(number - 1);
      } else if (event.key !== 'Tab') {
        event.stopPropagation();
        return;
      } else {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    }, true);

    nv.scene.crosshairPos = nv.mm2frac(config.start);
    nv.createOnLocationChange();
    nv.updateGLVolume();
    root.dataset.readyMillis = Math.round(performance.now());
  }
  start().catch(function (error) {
    message.textContent = 'The viewer did not start (' + error.message
      + '); the pictures below show the same.';
    throw error;
  });
})();
