# What is wrong with an answer to a data request, fault-<code>, and with the data that a person key is made from,
# identity-<code>. Never the answer itself.

fault-not-asked = The form does not ask this. Leave it out.
fault-missing = The answer is missing. Give it, or skip the field and say why.
fault-other-kind = The field takes another kind of answer.
fault-too-small = The number must be at least { $least }.
fault-too-large = The number must be at most { $most }.
fault-not-whole = The number must be a whole one.
fault-too-many-places = { $places ->
    [one] The number must have at most { $places } decimal place.
   *[other] The number must have at most { $places } decimal places.
}
fault-no-such-option = This is none of the options. Choose one of them.
fault-foreign-category = The line is broken down by something else than the table. Use one category for each of its headings.
fault-line-twice = Two lines count the same. Leave one of them out.
fault-count-too-large = The number is far too large. Check the digits.
fault-no-total = The total is missing. Add it.
fault-total-differs = The total is { $stated }, but its parts add up to { $sum }. Check them.

identity-no-given-name = The given name is missing. Write it in letters.
identity-no-family-name = The family name is missing. Write it in letters.
identity-no-birthplace = The place of birth is missing. Write it in letters.
identity-born-in-the-future = The date of birth is in the future. Check the year.
identity-born-too-long-ago = The date of birth is more than 120 years ago. Check the year.
