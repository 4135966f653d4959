package dev.warren.users.storage;

import dev.warren.users.User;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Who has registered, for reading, newest first, without those who are erased where it does not say otherwise. Every method blocks on the database; thread-safe. */
@Singleton
public final class Users {

    private static final String BY_ID = UserRows.SELECT + "user_id = ?";

    private static final String PAGE =
            UserRows.SELECT + "name is not null and user_id < ? order by user_id desc limit ?";

    private static final String PAGE_OF_ONE = UserRows.SELECT + "user_id = ? and user_id < ? limit ?";

    private static final UUID ABOVE_ALL = new UUID(-1, -1);

    private final DataSource database;

    Users(DataSource database) {
        this.database = database;
    }

    /** Also somebody who is erased. */
    public Optional<User> find(UUID userId) throws SQLException {
        return query(BY_ID, userId).stream().findFirst();
    }

    /**
     * @param owner who is the only one to be listed; empty for everybody
     * @param below the last id of the page before, if any
     */
    public List<User> page(Optional<UUID> owner, Optional<UUID> below, int limit) throws SQLException {
        return owner.isEmpty()
                ? query(PAGE, below.orElse(ABOVE_ALL), limit)
                : query(PAGE_OF_ONE, owner.get(), below.orElse(ABOVE_ALL), limit);
    }

    private List<User> query(String sql, Object... parameters) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            var users = new ArrayList<User>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    users.add(UserRows.read(rows));
                }
            }
            return users;
        }
    }
}
