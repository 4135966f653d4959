package dev.warren.users.http;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.warren.edge.caching.IfMatch;
import dev.warren.edge.json.TextOrAbsent;
import dev.warren.edge.problem.Codes;
import dev.warren.edge.problem.ProblemException;
import dev.warren.events.UserId;
import dev.warren.users.UserInput.ChangeProfile;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;

/** What is to be another about a user; what is left out stays as it is, and null is refused: nobody is without a name. */
@Introspected
@Schema(minProperties = 1)
record UserPatch(
        @Nullable
        @JsonDeserialize(using = TextOrAbsent.class)
        @Pattern(regexp = NewUser.NAME, message = NewUser.NAME_RULE)
        String name,

        @Nullable
        @JsonDeserialize(using = TextOrAbsent.class)
        @Pattern(regexp = NewUser.EMAIL, message = NewUser.EMAIL_RULE)
        String email) {

    ChangeProfile of(UserId user, IfMatch ifMatch) {
        if (name == null && email == null) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    Codes.MISSING_FIELD,
                    "name or email must be present: nothing else can be changed");
        }
        return new ChangeProfile(user, name, email, ifMatch);
    }
}
