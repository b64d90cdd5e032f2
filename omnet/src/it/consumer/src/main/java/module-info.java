/** A program on the module path that asks for the facade alone. */
module consumer {
  requires io.github.omnet;
}
