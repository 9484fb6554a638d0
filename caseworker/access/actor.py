"""Who acts, under the name the services and screens use."""

from db.actor import Actor, Role

__all__ = ["Actor", "Role"]
