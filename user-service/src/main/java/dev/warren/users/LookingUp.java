package dev.warren.users;

import dev.warren.events.Catalogue;
import dev.warren.events.RequestType;
import dev.warren.events.UserLookup;
import dev.warren.messaging.requests.Answer;
import dev.warren.messaging.requests.Handler;
import dev.warren.messaging.requests.Request;
import dev.warren.messaging.requests.RequestException;
import dev.warren.messaging.requests.RequestException.Reason;
import dev.warren.users.storage.Users;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/** Tells other services who a user is. Reads without a lock: the answer is as old as its way back anyhow. */
@Singleton
final class LookingUp implements Handler<UserLookup, UserLookup.Found> {

    private static final RequestType<UserLookup, UserLookup.Found> TYPE = Catalogue.USER_LOOKUP;

    private final Users users;

    LookingUp(Users users) {
        this.users = users;
    }

    Answer<UserLookup, UserLookup.Found> asAnswer() {
        return new Answer<>(new Request<>(TYPE.name(), TYPE.question(), TYPE.answer()), this);
    }

    @Override
    public UserLookup.Found answer(UserLookup question) throws SQLException {
        return users.find(question.userId().value())
                .filter(user -> user.profile() != null)
                .map(LookingUp::found)
                .orElseThrow(() -> new RequestException(Reason.NOT_FOUND, "there is no user " + question.userId()));
    }

    private static UserLookup.Found found(User user) {
        var profile = user.profile();
        var credit = user.credit();
        return new UserLookup.Found(
                user.id(),
                profile.name(),
                profile.email(),
                new UserLookup.Credit(credit.limit(), credit.reserved(), credit.available()));
    }
}
