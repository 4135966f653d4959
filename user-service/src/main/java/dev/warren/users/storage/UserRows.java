package dev.warren.users.storage;

import dev.warren.events.UserId;
import dev.warren.users.Credit;
import dev.warren.users.Profile;
import dev.warren.users.User;
import dev.warren.users.storage.Table.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Users as rows of {@code accounts}. */
final class UserRows {

    static final String SELECT =
            "select user_id, name, email, currency, limit_minor, reserved_minor, sequence from accounts where ";

    static final Table<User> TABLE = new Table<>(
            "accounts",
            List.of(
                    new Column<>("user_id", "uuid", user -> user.id().value()),
                    new Column<>(
                            "name",
                            "text",
                            user -> user.profile() == null
                                    ? null
                                    : user.profile().name()),
                    new Column<>(
                            "email",
                            "text",
                            user -> user.profile() == null
                                    ? null
                                    : user.profile().email()),
                    new Column<>(
                            "currency",
                            "text",
                            user -> user.credit().limit().getCurrencyUnit().getCode()),
                    new Column<>(
                            "limit_minor",
                            "bigint",
                            user -> user.credit().limit().getAmountMinorLong()),
                    new Column<>(
                            "reserved_minor",
                            "bigint",
                            user -> user.credit().reserved().getAmountMinorLong()),
                    new Column<>("sequence", "bigint", User::sequence)));

    private UserRows() {}

    static User read(ResultSet row) throws SQLException {
        var currency = CurrencyUnit.of(row.getString("currency"));
        String name = row.getString("name");
        return new User(
                new UserId(row.getObject("user_id", UUID.class)),
                name == null ? null : new Profile(name, row.getString("email")),
                new Credit(
                        Money.ofMinor(currency, row.getLong("limit_minor")),
                        Money.ofMinor(currency, row.getLong("reserved_minor"))),
                row.getLong("sequence"));
    }
}
