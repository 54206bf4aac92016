# What the guard says at each door: beside a field of a page, at a cell of a file, under a message that waits.

refusal-text-asked-about = The text may speak of a private person, and nothing was stored. Is this person an official? Then write the office with the name; if not, write only the number of the case.

guard-field-asks = Contains: { $found }. Is this person an official? Then write the office with the name. Nothing was stored.
guard-field-refuses = Seems to contain: { $found }. Nothing that shows who a victim is may be kept here: write it without. Nothing was stored.
guard-file-name = The name of the file is read as well: please give the file a name without any person’s name or data.
guard-button-delete = Delete my message
guard-deleted = The message is deleted from this chat. Nothing of it was stored.
guard-not-deleted = I could not delete the message; please delete it yourself. Nothing of it was stored.

## Files

file-unknown-encoding = I cannot be sure how the letters of this file are written, so I did not read it. Please save it as “CSV UTF-8” (or as XLSX) and send it once more.
cell-comment = Comment at { $place }
cell-sheet-name = Name of a sheet
cell-beside = Outside the cells (a name, a header, or what the file says of itself)

## Messages written by somebody else

forwarded-ask = This message was written by somebody else and forwarded. Shall I take it as your own?
forwarded-button-take = Yes, take it as mine
forwarded-not-acted-on = I do not act on forwarded messages. Please write it yourself.
checkpoint-title = Checkpoint of the history
checkpoint-lead = The history of the hub as it was when this was signed. Keep the sheet outside: with it, anybody can find out later whether the history was written anew.
checkpoint-key = Public key
checkpoint-mail = The newest checkpoint of the history is attached, and stands below. Keep it: with it and the public key, `focalpoint verify --against` shows whether the history was written anew.
