(function () {
  'use strict';
  function value(row, column) {
    const cell = row.cells[column];
    const text = cell.dataset.value !== undefined ? cell.dataset.value : cell.textContent.trim();
    const number = parseFloat(text);
    return /^[-+0-9.]/.test(text) && !Number.isNaN(number) ? number : text;
  }
  function compare(a, b) {
    const an = typeof a === 'number', bn = typeof b === 'number';
    if (an && bn) return a - b;
    if (an !== bn) return an ? -1 : 1; // what is undefined comes last
    return String(a).localeCompare(String(b));
  }
  // On paper nobody can open what is closed.
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('details').forEach(function (part) { part.open = true; });
  });
  // What is too wide can be scrolled by keyboard.
  document.querySelectorAll('.wide').forEach(function (frame) {
    const caption = frame.querySelector('caption');
    if (frame.scrollWidth > frame.clientWidth) {
      frame.tabIndex = 0;
      frame.setAttribute('role', 'region');
      frame.setAttribute('aria-label', caption ? caption.textContent : 'Table');
    }
  });
  document.querySelectorAll('table.sortable').forEach(function (table) {
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.replaceChildren(button);
      button.addEventListener('click', function () {
        const up = head.getAttribute('aria-sort') !== 'ascending';
        heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        const rows = Array.from(table.tBodies[0].rows);
        rows.sort(function (a, b) {
          const order = compare(value(a, column), value(b, column));
          return up ? order : -order;
        });
        table.tBodies[0].append.apply(table.tBodies[0], rows);
      });
    });
    if (table.tBodies[0].rows.length < 6) return; // nobody needs to filter them
    const label = document.createElement('label');
    label.className = 'filter';
    label.textContent = 'Filter rows: ';
    const input = document.createElement('input');
    input.type = 'search';
    label.append(input);
    table.before(label);
    // Stands in the caption, so that a printed table says that it is not the whole one.
    const shown = document.createElement('span');
    shown.setAttribute('role', 'status');
    table.caption.append(shown);
    input.addEventListener('input', function () {
      const wanted = input.value.toLowerCase();
      const rows = Array.from(table.tBodies[0].rows);
      rows.forEach(function (row) {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
      });
      const left = rows.filter(function (row) { return !row.hidden; }).length;
      shown.textContent = wanted
        ? ' (' + left + ' of ' + rows.length + ' rows: those with "' + input.value + '")' : '';
    });
  });
})();
