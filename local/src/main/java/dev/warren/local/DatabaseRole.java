package dev.warren.local;

/** A role that logs in to a database. */
public record DatabaseRole(String name, String password) {

    /** Its password is not for logs. */
    @Override
    public String toString() {
        return name;
    }
}
