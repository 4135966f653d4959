package dev.warren.local;

import java.nio.file.Path;

/** The data folder was written by another major version of PostgreSQL, which this one cannot read. It was left as it is. */
public final class OtherPostgresVersion extends LocalException {
    OtherPostgresVersion(Path data, String found, String ours) {
        super(
                "DATABASE_VERSION",
                data + " holds data of PostgreSQL " + found + " but this is PostgreSQL " + ours
                        + ". To start with empty data run ./warren up --fresh; to keep it, dump it with PostgreSQL "
                        + found
                        + " first.");
    }
}
