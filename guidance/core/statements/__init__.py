"""What statements about a license say: how certain, and whether one may, must or must not.

Which of them disagree is found here. No text is read, no tree walked, and nobody is told
what to do about it: that is for the checks.
"""
