"""The version that results carry, so that a plan says what made it."""

VERSION = "0.1.0"
