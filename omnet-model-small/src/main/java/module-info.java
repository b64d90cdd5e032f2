/** The model omnet-small, as a resource in {@code META-INF/omnet/models}; holds no code. */
module io.github.omnet.model.small {}
