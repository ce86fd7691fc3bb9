"""What a corridor and a labour recruiter come to, gathered from results.

Every figure of workers in here has been through `recruitcheck.corridors.privacy` and may
be shown as it is; nothing else of the interviews leaves this room.
"""
