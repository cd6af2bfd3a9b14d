"""The acts of an assembly, one page of the rulebook each.

A page holds its commands (what may be asked for), its events (what happened), `decide` (the rules: a command
in, an event or a refusal out) and `evolve` (what an event changes). `evolve` trusts: it already happened.
"""
