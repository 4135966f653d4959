package dev.warren.users;

/** Who a user is. Personal data, which its text form leaves out. */
public record Profile(String name, String email) {

    /** @param name null to keep this one; so with {@code email} */
    Profile with(String name, String email) {
        return new Profile(name == null ? this.name : name, email == null ? this.email : email);
    }

    @Override
    public String toString() {
        return "Profile[…]";
    }
}
