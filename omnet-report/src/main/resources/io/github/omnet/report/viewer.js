(function () {
  'use strict';
  const root = document.getElementById('viewer');
  const config = JSON.parse(document.getElementById('viewer-config').textContent);
  const canvas = root.querySelector('canvas');
  const controls = root.querySelector('.controls');
  const place = root.querySelector('.place');
  const message = root.querySelector('.message');

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
    input.type = 'range'; input.min = 0; input.max = 100; input.value = Math.round(100 * start);
    input.setAttribute('aria-label', 'Opacity of ' + name + ' in percent');
    input.addEventListener('input', function () { change(Number(input.value) / 100); });
    label.append(input);
    set.append(label);
  }

  // A volume of the page. Each is decoded when it is first shown.
  const decoded = new Map();
  function volume(id, look) {
    if (!decoded.has(id)) {
      const base64 = document.getElementById(id).textContent.trim();
      decoded.set(id, niivue.NVImage.loadFromBase64(Object.assign({ base64: base64, name: id + '.nii.gz' }, look)));
    }
    return decoded.get(id);
  }
  function grey(image) {
    return volume(image.id, { colormap: 'gray', cal_min: 0, cal_max: 255 });
  }

  // The overlay's values are codes: p + (n + 1) * r for the p-th of n labels and the contour of the r-th label of the
  // reference. One picture shows all of them, each with its own opacity.
  const opacities = config.maps.map(function (map) { return map.entries.map(function () { return map.opacity; }); });
  function colors() {
    const rgba = new Uint8Array(4 * 256);
    for (let code = 0; code < 256; code++) {
      let rest = code, rgb = [0, 0, 0], alpha = 0;
      config.maps.forEach(function (map, m) {
        const n = rest % (map.entries.length + 1) - 1;
        rest = Math.floor(rest / (map.entries.length + 1));
        if (n < 0 || opacities[m][n] === 0) return;
        const over = opacities[m][n], under = alpha * (1 - over);
        alpha = over + under;
        rgb = rgb.map(function (c, k) { return (over * map.entries[n].rgb[k] + under * c) / alpha; });
      });
      rgba.set(rgb.concat([255 * alpha]).map(Math.round), 4 * code);
    }
    return new Uint32Array(rgba.buffer);
  }
  function colored(codes, pixels) {
    const table = colors();
    for (let n = 0; n < codes.length; n++) pixels[n] = table[codes[n]];
  }

  async function start() {
    const gl = canvas.getContext('webgl2', { alpha: true, antialias: false });
    if (!gl) {
      message.textContent = 'This browser has no WebGL 2; the pictures below show the same.';
      return;
    }
    lazyPrograms(gl);
    root.querySelector('.stage').hidden = false;
    const nv = new niivue.Niivue({
      logLevel: 'error', dragAndDropEnabled: false, isRadiologicalConvention: true, sagittalNoseLeft: true,
      backColor: [0, 0, 0, 1], crosshairWidth: 0.6, crosshairWidthUnit: 'mm', multiplanarShowRender: 0, loadingText: '',
      isColorbar: false, crosshairColor: [0.3, 0.9, 1, 1]
    });
    nv.onLocationChange = function (where) {
      const mm = where.mm;
      place.textContent = 'Right ' + mm[0].toFixed(1) + ' mm, anterior ' + mm[1].toFixed(1)
        + ' mm, superior ' + mm[2].toFixed(1) + ' mm';
    };
    const [first, overlay] = await Promise.all([
      grey(config.images[0]),
      volume('v-overlay', { cal_min: 0, cal_max: 255 }),
      nv.attachToCanvas(canvas, false)
    ]);
    // These prepare the light of a solid view, which this viewer does not have.
    [nv.blurShader, nv.gradientPrePassShader, nv.sobelFirstOrderShader, nv.sobelSecondOrderShader]
      .forEach(function (shader) { gl.unwanted.add(shader.program); });
    // Colours are not mixed between voxels of the overlay; greys are.
    const interpolate = nv.updateInterpolation.bind(nv);
    nv.updateInterpolation = function (layer) {
      nv.opts.isNearestInterpolation = layer > 0;
      interpolate(layer);
    };
    const codes = overlay.img;
    overlay.hdr.datatypeCode = 2304; // RGBA
    overlay.hdr.numBitsPerVoxel = 32;
    overlay.img = new Uint8Array(4 * codes.length);
    const pixels = new Uint32Array(overlay.img.buffer);
    colored(codes, pixels);

    let current = first;
    nv.opts.sliceType = nv.sliceTypeMultiplanar;
    nv.volumes = [first, overlay];
    nv.setVolume(first, 0);
    nv.scene.crosshairPos = nv.mm2frac(config.start);
    nv.createOnLocationChange();
    nv.drawScene();

    // Draws the overlays again, once for all changes since the last picture.
    let asked = false;
    function redraw() {
      if (asked) return;
      asked = true;
      requestAnimationFrame(function () {
        asked = false;
        colored(codes, pixels);
        nv.updateGLVolume();
      });
    }
    config.maps.forEach(function (map, m) {
      const set = fieldset(map.name);
      map.entries.forEach(function (entry, n) {
        slider(set, entry.name, entry.rgb, map.opacity, function (alpha) {
          opacities[m][n] = alpha;
          redraw();
        });
      });
    });
    if (config.layers.length > 0) {
      const set = fieldset('Layers');
      config.layers.forEach(function (layer) {
        slider(set, layer.name, null, 0, async function (alpha) {
          const shown = await volume(layer.id, { colormap: 'viridis', cal_min: 1, cal_max: 255, opacity: 0 });
          if (!nv.volumes.includes(shown)) nv.volumes = nv.volumes.concat([shown]);
          shown.opacity = alpha;
          redraw();
        });
      });
    }

    const modalities = fieldset('Modality (keys 1 to ' + config.images.length + ')');
    let wanted = 0;
    async function show(n) {
      wanted = n;
      modalities.querySelectorAll('input')[n].checked = true;
      const next = await grey(config.images[n]);
      if (wanted !== n) return;
      if (next !== current) {
        current = next;
        nv.volumes = [next].concat(nv.volumes.slice(1));
        nv.setVolume(next, 0);
      }
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

    // Reading one pixel waits until the picture is drawn.
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    message.textContent = '';
    root.dataset.readyMillis = Math.round(performance.now());
  }

  // After the page is painted, so that texts, tables and pictures do not wait for the viewer.
  message.textContent = 'The viewer starts.';
  requestAnimationFrame(function () {
    setTimeout(function () {
      start().catch(function (error) {
        message.textContent = 'The viewer did not start (' + error.message
          + '); the pictures below show the same.';
        throw error;
      });
    });
  });
})();
