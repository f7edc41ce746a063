"""What is away: noticed once, told once, and not waited for by every request anew.

What is served meanwhile is said by ``portal.stored``; what people are told, by the refusals.
"""
