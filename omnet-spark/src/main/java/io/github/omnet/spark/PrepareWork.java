package io.github.omnet.spark;

import com.google.gson.JsonObject;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.io.cache.DiskCache;
import io.github.omnet.io.internal.cohort.CohortRow;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * Prepares a subject into a cache on disk that trainings share.
 *
 * @param preprocessing the text of the steps
 * @param cache the folder, absolute
 */
record PrepareWork(String preprocessing, String cache) implements Work<Serializable> {
  @Override
  public String id(Serializable item) {
    return ((SubjectSource) item).id();
  }

  @Override
  public JsonObject settings() {
    JsonObject settings = new JsonObject();
    settings.addProperty("work", "prepare");
    settings.addProperty("preprocessing", preprocessing);
    settings.addProperty("cache", cache);
    return settings;
  }

  @Override
  public void open(Slot slot) {}

  @Override
  public Result run(Serializable item, ResultStore store) throws IOException {
    SubjectSource source = (SubjectSource) item;
    DiskCache disk = DiskCache.in(Path.of(cache), Preprocessing.parse(preprocessing));
    disk.prepared(source).load();
    return new Result(CohortRow.done(source.id(), ""), new JsonObject());
  }
}
