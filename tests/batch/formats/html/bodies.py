"""HTML bodies as helpdesks' editors write them, with drafts that call for better words."""

BODIES = {
    # Zendesk's editor: one paragraph a line, non-breaking blanks, a link.
    "zendesk": (
        "<p>Hi {{ticket.requester.first_name}},</p><p>&nbsp;</p>"
        "<p>Thank you for your message. We can&#39;t refund this order because it was opened. "
        'You can read more in <a href="https://help.acme.example/returns" rel="noreferrer">'
        "our returns guide</a>.</p><p>Kind regards,<br>{{current_user.name}}</p>"
    ),
    # Intercom: placeholders as elements.
    "intercom": (
        '<p class="no-margin">Hi <attribute key="user.first_name" default="there"/>,</p>\n'
        '<p class="no-margin">You need to update the card on file within <b>14 days</b>.</p>\n'
        '<p class="no-margin"></p>\n'
        '<div class="intercom-container"><img src="https://x.example/card.png" width="400"></div>'
    ),
    # Freshdesk: div and br.
    "freshdesk": (
        '<div dir="ltr"><div>Hello {{ticket.requester.name}},</div><div><br></div>'
        "<div>You must send us a photo of the label &amp; the box.</div><div><br></div>"
        "<div>Regards,</div><div>{{ticket.agent.name}}</div></div>"
    ),
    # Gorgias: div and br, nothing around.
    "gorgias": (
        "<div>Hi {{ticket.customer.firstname}},</div><br>"
        "<div>You'll have to wait until the parcel is back with us, which takes 5 days.</div><br>"
        "<div>{{current_user.firstname}}</div>"
    ),
    # Help Scout: line breaks alone, a fallback in the placeholder.
    "helpscout": (
        "Hi {%customer.firstName,fallback=there%},<br /><br />\r\n"
        "I don't know when it will be back in stock.<br /><br />\r\nThanks,<br />\r\nSam"
    ),
    # Zammad: a span around everything, an entity for each umlaut.
    "zammad": (
        '<span style="color: rgb(0, 0, 0);">Dear #{ticket.customer.firstname},<br><br>'
        "You need to enter the code within 30&nbsp;minutes. "
        "Our caf&eacute; vouchers work the same way.<br></span>"
    ),
    # Front: steps, with emphasis.
    "front": (
        "<div>Hello,</div><br><div>You have to do this:</div>"
        "<ol><li>Open <b>Settings</b>.</li><li>Choose <i>Billing</i> and then "
        '<a href="https://app.acme.example/invoices">Invoices</a>.</li>'
        "<li><p>Press Download.</p></li></ol>"
        "<div>You'll have to wait 2 hours after that.</div>"
    ),
    # An e-mail in a table, as newsletters' editors write.
    "table": (
        '<table role="presentation" width="600"><tbody><tr><td style="padding:8px">'
        "<h2>Your return</h2><p>You failed to include the form. You need to send it to "
        '<a href="mailto:returns@acme.example">returns@acme.example</a>.</p></td></tr>'
        '<tr><td><hr><img src="logo.png" alt="Acme"></td></tr></tbody></table>'
    ),
}
