// Makes a WebGL context compile a program when it first draws, not when it is linked. NiiVue links more than forty
// programs at its start, of which slices need six; without a graphics card, each takes up to a third of a second.
function lazyPrograms(gl) {
  'use strict';
  const real = WebGL2RenderingContext.prototype;
  const waiting = new Map(); // program that is not linked yet -> its uniforms, as name -> [function, values]
  let current = null;

  function build(program) {
    const uniforms = waiting.get(program);
    waiting.delete(program);
    gl.getAttachedShaders(program).forEach(function (shader) { real.compileShader.call(gl, shader); });
    real.linkProgram.call(gl, program);
    if (!real.getProgramParameter.call(gl, program, gl.LINK_STATUS)) {
      throw new Error('a program of the viewer does not link: ' + gl.getProgramInfoLog(program));
    }
    real.useProgram.call(gl, program);
    uniforms.forEach(function (set, name) {
      real[set[0]].apply(gl, [real.getUniformLocation.call(gl, program, name)].concat(set[1]));
    });
  }

  gl.compileShader = function () {};
  gl.linkProgram = function (program) { waiting.set(program, new Map()); };
  gl.getProgramParameter = function (program, what) {
    return waiting.has(program) || real.getProgramParameter.call(gl, program, what);
  };
  gl.useProgram = function (program) {
    current = program;
    if (!waiting.has(program)) real.useProgram.call(gl, program);
  };
  // A place in a program that may not be linked yet.
  gl.getUniformLocation = function (program, name) { return { program: program, name: name, found: undefined }; };
  Object.keys(real).filter(function (name) { return /^uniform(Matrix)?\d/.test(name); }).forEach(function (name) {
    gl[name] = function (location) {
      if (!location || !location.program) return;
      const values = Array.prototype.slice.call(arguments, 1);
      const uniforms = waiting.get(location.program);
      if (uniforms) {
        // Copies, because NiiVue may use an array again.
        uniforms.set(location.name, [name, values.map(function (v) { return v && v.slice ? v.slice() : v; })]);
        return;
      }
      if (location.found === undefined) {
        location.found = real.getUniformLocation.call(gl, location.program, location.name);
      }
      real[name].apply(gl, [location.found].concat(values));
    };
  });
  ['drawArrays', 'drawElements'].forEach(function (name) {
    gl[name] = function () {
      if (gl.unwanted.has(current)) return;
      if (waiting.has(current)) build(current);
      real[name].apply(gl, arguments);
    };
  });
  // Programs that draw nothing from now on.
  gl.unwanted = new Set();
  return gl;
}
