# What was typed and not sent yet, and two people on the same thing.

page-drafts = Your drafts
page-drafts-what = What you have typed into forms and not sent. Nobody else can see it. A draft is thrown away { $days } days after you last typed it, and when you leave your post.
page-draft-kept = Not sent yet, typed on { $at }
page-draft-keep = Keep as a draft
page-draft-discard = Throw the draft away
page-draft-failed = Not kept: the draft could not be saved. It is tried again by itself.
page-draft-nothing = Nothing is kept: the form is empty.
page-draft-not-all = Not everything was kept: see what is said at the field.
page-draft-look = What is not kept as it is
page-draft-back = Back to the page
page-overtaken = Somebody else changed the same meanwhile.
page-overtaken-what = Nothing of yours was saved, and nothing is lost: here are both texts, and yours is still in the form. Change it as you see fit, then send it again.
page-overtaken-theirs = As it is now
page-overtaken-mine = Your text
page-form-gone = What you typed cannot be sent any more
page-failure-overtaken = Somebody else changed the same meanwhile, and nothing of yours was saved. Open the page anew and look at what they did, then do yours.
page-failure-drafts-full = The draft was not kept: you have as many as there can be. Send one or throw one away.
page-failure-draft-large = The draft was not kept: it is too long. Send the form, or shorten it.
page-failure-draft-not-kept = The draft could not be kept now. Try again in a moment.
page-signed-out-draft = It is kept as a draft as well: after you have signed in, it is in its form.
page-unsent = Sent on { $at }, and not taken
page-unsent-send = Send it now
page-unsent-kept = It is kept for you for one hour: as soon as it is known again who you are, send it from the page that opens then.
data-page-overtaken = Somebody else of your institution answered meanwhile. Nothing of yours was saved: their answers stand beside yours. Check them, then send again.
data-page-theirs = As it is now: { $answer }
