package dev.warren.edge.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * Signs tokens with the secret that services check them by: for systems without an issuer of their own, such as a local one. Issuer
 * and audience are the defaults of {@link SecuritySettings}. Thread-safe.
 */
public final class TokenSigner {

    private final SigningSecret secret;
    private final Clock clock;

    public TokenSigner(SigningSecret secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    public String customer(UUID user, Duration validFor) {
        return sign(user.toString(), Roles.CUSTOMER, validFor);
    }

    /** @param name what audits will call the operator */
    public String operator(String name, Duration validFor) {
        return sign(name, Roles.OPERATOR, validFor);
    }

    private String sign(String subject, String role, Duration validFor) {
        Instant now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(SecuritySettings.DEFAULT_NAME)
                .audience(SecuritySettings.DEFAULT_NAME)
                .subject(subject)
                .claim("roles", List.of(role))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(validFor)))
                .build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(secret.bytes()));
        } catch (JOSEException e) {
            throw new IllegalStateException("HS256 takes every secret of 32 bytes or more", e);
        }
        return token.serialize();
    }
}
