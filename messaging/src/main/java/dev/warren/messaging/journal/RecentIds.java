package dev.warren.messaging.journal;

import java.util.LinkedHashSet;

/** The ids that came last, a bounded number. Not thread-safe. */
final class RecentIds {

    private final int most;
    private final LinkedHashSet<String> ids = new LinkedHashSet<>();

    RecentIds(int most) {
        this.most = most;
    }

    /** Notes an id; false if it was noted already. What has none is always new. */
    boolean add(String id) {
        if (id == null) {
            return true;
        }
        if (!ids.add(id)) {
            return false;
        }
        if (ids.size() > most) {
            ids.removeFirst();
        }
        return true;
    }

    void clear() {
        ids.clear();
    }
}
